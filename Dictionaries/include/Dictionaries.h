// The compiled glossary and the language tables, embedded.

#ifndef TUSINIK_DICTIONARIES_H
#define TUSINIK_DICTIONARIES_H

#include <stddef.h>
#include <stdint.h>

/// The compiled glossary, in the format of the module CompiledGlossary: the first byte, at an address that is a multiple of 64, valid as long as the program runs.
const uint8_t *tusinik_dictionaries_glossary(void);
/// The number of bytes.
size_t tusinik_dictionaries_glossary_length(void);

/// The language tables, as YAML: what compiling a glossary and inflecting a word need, and annotating does not.
typedef enum {
  TUSINIK_TABLE_NORMALIZATION,
  TUSINIK_TABLE_RUSSIAN,
  TUSINIK_TABLE_KAZAKH,
} tusinik_dictionaries_table;

const uint8_t *tusinik_dictionaries_table_bytes(tusinik_dictionaries_table table);
size_t tusinik_dictionaries_table_length(tusinik_dictionaries_table table);

#endif
