// ICU behind plain C: no ICU type, macro or versioned symbol is seen above this header.
//
// Errors are ICU's UErrorCode numbers (0 is success, positive is failure). Offsets are bytes of UTF-8.
// Every function is safe to call from several threads; a handle belongs to one thread at a time.

#ifndef TUSINIK_ICU_SHIM_H
#define TUSINIK_ICU_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One changed place: bytes [source_start, source_start + source_length) of the input became
/// bytes [result_start, result_start + result_length) of the result.
typedef struct {
  int32_t source_start;
  int32_t source_length;
  int32_t result_start;
  int32_t result_length;
} tusinik_icu_edit;

/// A rewritten text with its changes in order. `text` is not terminated. Release with `tusinik_icu_free_result`.
typedef struct {
  char *text;
  int32_t length;
  tusinik_icu_edit *edits;
  int32_t edit_count;
  int32_t error;
} tusinik_icu_result;

typedef enum { TUSINIK_ICU_NFC = 0, TUSINIK_ICU_NFKC_CASEFOLD = 1 } tusinik_icu_form;

/// Normalizes UTF-8. `length` must be at most INT32_MAX / 4.
tusinik_icu_result tusinik_icu_normalize(tusinik_icu_form form, const char *text, int32_t length);
void tusinik_icu_free_result(tusinik_icu_result *result);

/// ICU's name of an error number, "U_INVALID_FORMAT_ERROR"; a static string.
const char *tusinik_icu_error_name(int32_t error);
/// The running library's version, "72.1", and its Unicode version, "15.0"; static strings.
const char *tusinik_icu_version(void);
const char *tusinik_icu_unicode_version(void);

/// Letter: Unicode property Alphabetic. Mark: General_Category M. Digit: General_Category Nd.
bool tusinik_icu_is_alphabetic(uint32_t scalar);
bool tusinik_icu_is_mark(uint32_t scalar);
bool tusinik_icu_is_digit(uint32_t scalar);
bool tusinik_icu_is_white_space(uint32_t scalar);
bool tusinik_icu_is_uppercase(uint32_t scalar);
bool tusinik_icu_is_lowercase(uint32_t scalar);
/// The general category is Cf, or the property Default_Ignorable_Code_Point holds.
bool tusinik_icu_is_ignorable(uint32_t scalar);
/// ISO 15924 short name of the Script property ("Cyrl", "Latn", "Zyyy"); a static string.
const char *tusinik_icu_script(uint32_t scalar);

/// True when the two UTF-8 strings are visually confusable by Unicode Technical Standard 39.
bool tusinik_icu_confusable(const char *first, int32_t first_length, const char *second, int32_t second_length,
                            int32_t *error);

/// Sentence boundaries of UTF-8 text by the rules of a locale; boundaries go to `boundaries` (room for `capacity`),
/// the number found is returned, which can be larger than `capacity`.
int32_t tusinik_icu_sentence_boundaries(const char *locale, const char *text, int32_t length, int32_t *boundaries,
                                        int32_t capacity, int32_t *error);

/// A collator of a locale. Null on failure, with `error` set.
typedef struct tusinik_icu_collator tusinik_icu_collator;
tusinik_icu_collator *tusinik_icu_collator_open(const char *locale, int32_t *error);
void tusinik_icu_collator_close(tusinik_icu_collator *collator);
/// Negative, zero or positive as the first string sorts before, with or after the second.
int32_t tusinik_icu_collator_compare(const tusinik_icu_collator *collator, const char *first, int32_t first_length,
                                     const char *second, int32_t second_length, int32_t *error);

/// Where ICU stopped reading rules: an offset in UTF-16 units (-1 when not known), and the text on both sides of it as
/// terminated UTF-8.
typedef struct {
  int32_t offset;
  char before[64];
  char after[64];
} tusinik_icu_parse_error;

/// A transform by its id ("Russian-Latin/BGN"), or by rules. Null on failure, with `error` set, and `place` for rules.
/// Stateless: threads may share it.
typedef struct tusinik_icu_transliterator tusinik_icu_transliterator;
tusinik_icu_transliterator *tusinik_icu_transliterator_open(const char *id, int32_t id_length, bool is_reverse,
                                                            int32_t *error);
tusinik_icu_transliterator *tusinik_icu_transliterator_open_rules(const char *rules, int32_t length, bool is_reverse,
                                                                  tusinik_icu_parse_error *place, int32_t *error);
void tusinik_icu_transliterator_close(tusinik_icu_transliterator *transliterator);
/// Transforms UTF-8 as one piece; time grows with the square of `length`. The result has no edits.
tusinik_icu_result tusinik_icu_transliterate(const tusinik_icu_transliterator *transliterator, const char *text,
                                             int32_t length);

/// A converter from an encoding, by any of its names, to UTF-8. Null on failure, with `error` set.
typedef struct tusinik_icu_converter tusinik_icu_converter;
tusinik_icu_converter *tusinik_icu_converter_open(const char *name, int32_t *error);
void tusinik_icu_converter_close(tusinik_icu_converter *converter);
/// Decodes the next piece of a text; bytes of a character that is not whole are kept for the next piece. The result has no
/// edits. Where bytes stand for nothing, the error is set and `error_offset` is their place in the piece, negative for
/// bytes kept from the piece before.
tusinik_icu_result tusinik_icu_converter_decode(tusinik_icu_converter *converter, const char *piece, int32_t length,
                                                bool is_last, int32_t *error_offset);
/// The encoding that bytes are most likely in, as its terminated name, and how sure that is, 0 to 100.
bool tusinik_icu_detect_encoding(const char *bytes, int32_t length, char name[64], int32_t *confidence);

#ifdef __cplusplus
}
#endif

#endif
