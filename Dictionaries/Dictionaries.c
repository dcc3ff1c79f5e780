#include "Dictionaries.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const _Alignas(64) uint8_t glossary[] = {
#embed "compiled/glossary.bin"
};

static const uint8_t normalization[] = {
#embed "normalization.yaml"
};

static const uint8_t russian[] = {
#embed "morphology/russian.yaml"
};

static const uint8_t kazakh[] = {
#embed "morphology/kazakh.yaml"
};

const uint8_t *tusinik_dictionaries_glossary(void) { return glossary; }

size_t tusinik_dictionaries_glossary_length(void) { return sizeof glossary; }

const uint8_t *tusinik_dictionaries_table_bytes(tusinik_dictionaries_table table) {
  switch (table) {
  case TUSINIK_TABLE_NORMALIZATION: return normalization;
  case TUSINIK_TABLE_RUSSIAN: return russian;
  case TUSINIK_TABLE_KAZAKH: return kazakh;
  }
  return normalization;
}

size_t tusinik_dictionaries_table_length(tusinik_dictionaries_table table) {
  switch (table) {
  case TUSINIK_TABLE_NORMALIZATION: return sizeof normalization;
  case TUSINIK_TABLE_RUSSIAN: return sizeof russian;
  case TUSINIK_TABLE_KAZAKH: return sizeof kazakh;
  }
  return 0;
}
