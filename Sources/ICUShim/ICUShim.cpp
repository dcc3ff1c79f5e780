#include "ICUShim.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include <unicode/bytestream.h>
#include <unicode/coll.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/ubrk.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

namespace {

const icu::Normalizer2 *normalizer(tusinik_icu_form form, UErrorCode &status) {
  return form == TUSINIK_ICU_NFC ? icu::Normalizer2::getNFCInstance(status)
                                 : icu::Normalizer2::getNFKCCasefoldInstance(status);
}

tusinik_icu_result failure(UErrorCode status) { return {nullptr, 0, nullptr, 0, static_cast<int32_t>(status)}; }

template <typename T> T *copy_out(const T *source, size_t count) {
  auto *copy = static_cast<T *>(std::malloc(count == 0 ? 1 : count * sizeof(T)));
  if (copy != nullptr && count != 0) {
    std::memcpy(copy, source, count * sizeof(T));
  }
  return copy;
}

} // namespace

struct tusinik_icu_collator {
  std::unique_ptr<icu::Collator> collator;
};

struct tusinik_icu_transliterator {
  std::unique_ptr<icu::Transliterator> transliterator;
};

namespace {

void copy_context(const UChar *context, char (&output)[64]) {
  std::string text;
  icu::UnicodeString(context).toUTF8String(text);
  size_t length = std::min(text.size(), sizeof output - 1);
  while (length > 0 && length < text.size() && (text[length] & 0xC0) == 0x80) {
    length -= 1;
  }
  std::memcpy(output, text.data(), length);
  output[length] = 0;
}

tusinik_icu_transliterator *own(icu::Transliterator *created, UErrorCode status, int32_t *error) {
  std::unique_ptr<icu::Transliterator> transliterator(created);
  *error = U_FAILURE(status) ? static_cast<int32_t>(status) : 0;
  if (U_FAILURE(status) || transliterator == nullptr) {
    return nullptr;
  }
  return new (std::nothrow) tusinik_icu_transliterator{std::move(transliterator)};
}

} // namespace

extern "C" {

tusinik_icu_result tusinik_icu_normalize(tusinik_icu_form form, const char *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *instance = normalizer(form, status);
  if (U_FAILURE(status)) {
    return failure(status);
  }
  std::string output;
  icu::StringByteSink<std::string> sink(&output, length);
  icu::Edits edits;
  instance->normalizeUTF8(0, icu::StringPiece(text, length), sink, &edits, status);
  if (U_FAILURE(status)) {
    return failure(status);
  }
  std::vector<tusinik_icu_edit> changes;
  icu::Edits::Iterator iterator = edits.getFineChangesIterator();
  while (iterator.next(status)) {
    changes.push_back({iterator.sourceIndex(), iterator.oldLength(), iterator.destinationIndex(), iterator.newLength()});
  }
  if (U_FAILURE(status)) {
    return failure(status);
  }
  char *text_copy = copy_out(output.data(), output.size());
  tusinik_icu_edit *edits_copy = copy_out(changes.data(), changes.size());
  if (text_copy == nullptr || edits_copy == nullptr) {
    std::free(text_copy);
    std::free(edits_copy);
    return failure(U_MEMORY_ALLOCATION_ERROR);
  }
  return {text_copy, static_cast<int32_t>(output.size()), edits_copy, static_cast<int32_t>(changes.size()), 0};
}

void tusinik_icu_free_result(tusinik_icu_result *result) {
  std::free(result->text);
  std::free(result->edits);
  *result = {nullptr, 0, nullptr, 0, 0};
}

const char *tusinik_icu_error_name(int32_t error) { return u_errorName(static_cast<UErrorCode>(error)); }

const char *tusinik_icu_version(void) {
  static const std::string version = [] {
    UVersionInfo info;
    u_getVersion(info);
    return std::to_string(info[0]) + "." + std::to_string(info[1]);
  }();
  return version.c_str();
}

const char *tusinik_icu_unicode_version(void) {
  static const std::string version = [] {
    UVersionInfo info;
    u_getUnicodeVersion(info);
    return std::to_string(info[0]) + "." + std::to_string(info[1]);
  }();
  return version.c_str();
}

bool tusinik_icu_is_alphabetic(uint32_t scalar) { return u_isUAlphabetic(static_cast<UChar32>(scalar)); }

bool tusinik_icu_is_mark(uint32_t scalar) { return (U_GET_GC_MASK(static_cast<UChar32>(scalar)) & U_GC_M_MASK) != 0; }

bool tusinik_icu_is_digit(uint32_t scalar) { return u_isdigit(static_cast<UChar32>(scalar)); }

bool tusinik_icu_is_white_space(uint32_t scalar) { return u_isUWhiteSpace(static_cast<UChar32>(scalar)); }

bool tusinik_icu_is_uppercase(uint32_t scalar) { return u_isUUppercase(static_cast<UChar32>(scalar)); }

bool tusinik_icu_is_lowercase(uint32_t scalar) { return u_isULowercase(static_cast<UChar32>(scalar)); }

bool tusinik_icu_is_ignorable(uint32_t scalar) {
  const auto point = static_cast<UChar32>(scalar);
  return u_charType(point) == U_FORMAT_CHAR || u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

const char *tusinik_icu_script(uint32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(scalar), &status);
  return U_FAILURE(status) ? "Zzzz" : uscript_getShortName(script);
}

bool tusinik_icu_confusable(const char *first, int32_t first_length, const char *second, int32_t second_length,
                            int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *checker = uspoof_open(&status);
  if (U_SUCCESS(status)) {
    uspoof_setChecks(checker, USPOOF_CONFUSABLE, &status);
  }
  const int32_t found =
      U_SUCCESS(status) ? uspoof_areConfusableUTF8(checker, first, first_length, second, second_length, &status) : 0;
  uspoof_close(checker);
  *error = U_FAILURE(status) ? static_cast<int32_t>(status) : 0;
  return U_SUCCESS(status) && found != 0;
}

int32_t tusinik_icu_sentence_boundaries(const char *locale, const char *text, int32_t length, int32_t *boundaries,
                                        int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UText *source = utext_openUTF8(nullptr, text, length, &status);
  UBreakIterator *iterator = ubrk_open(UBRK_SENTENCE, locale, nullptr, 0, &status);
  int32_t count = 0;
  if (U_SUCCESS(status)) {
    ubrk_setUText(iterator, source, &status);
  }
  if (U_SUCCESS(status)) {
    for (int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
      if (count < capacity) {
        boundaries[count] = at;
      }
      count += 1;
    }
  }
  ubrk_close(iterator);
  utext_close(source);
  *error = U_FAILURE(status) ? static_cast<int32_t>(status) : 0;
  return count;
}

tusinik_icu_collator *tusinik_icu_collator_open(const char *locale, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale(locale), status));
  *error = U_FAILURE(status) ? static_cast<int32_t>(status) : 0;
  if (U_FAILURE(status)) {
    return nullptr;
  }
  return new (std::nothrow) tusinik_icu_collator{std::move(collator)};
}

void tusinik_icu_collator_close(tusinik_icu_collator *collator) { delete collator; }

int32_t tusinik_icu_collator_compare(const tusinik_icu_collator *collator, const char *first, int32_t first_length,
                                     const char *second, int32_t second_length, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  const UCollationResult order = collator->collator->compareUTF8(
      icu::StringPiece(first, first_length), icu::StringPiece(second, second_length), status);
  *error = U_FAILURE(status) ? static_cast<int32_t>(status) : 0;
  return static_cast<int32_t>(order);
}

tusinik_icu_transliterator *tusinik_icu_transliterator_open(const char *id, int32_t id_length, bool is_reverse,
                                                            int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place;
  return own(icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(icu::StringPiece(id, id_length)),
                                                 is_reverse ? UTRANS_REVERSE : UTRANS_FORWARD, place, status),
             status, error);
}

tusinik_icu_transliterator *tusinik_icu_transliterator_open_rules(const char *rules, int32_t length, bool is_reverse,
                                                                  tusinik_icu_parse_error *place, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError found = {0, -1, {0}, {0}};
  icu::Transliterator *created = icu::Transliterator::createFromRules(
      "tusinik", icu::UnicodeString::fromUTF8(icu::StringPiece(rules, length)),
      is_reverse ? UTRANS_REVERSE : UTRANS_FORWARD, found, status);
  if (U_FAILURE(status)) {
    place->offset = found.offset;
    copy_context(found.preContext, place->before);
    copy_context(found.postContext, place->after);
  }
  return own(created, status, error);
}

void tusinik_icu_transliterator_close(tusinik_icu_transliterator *transliterator) { delete transliterator; }

tusinik_icu_result tusinik_icu_transliterate(const tusinik_icu_transliterator *transliterator, const char *text,
                                             int32_t length) {
  icu::UnicodeString buffer = icu::UnicodeString::fromUTF8(icu::StringPiece(text, length));
  transliterator->transliterator->transliterate(buffer);
  if (buffer.isBogus()) {
    return failure(U_MEMORY_ALLOCATION_ERROR);
  }
  std::string output;
  buffer.toUTF8String(output);
  char *copy = copy_out(output.data(), output.size());
  if (copy == nullptr) {
    return failure(U_MEMORY_ALLOCATION_ERROR);
  }
  return {copy, static_cast<int32_t>(output.size()), nullptr, 0, 0};
}

tusinik_icu_converter *tusinik_icu_converter_open(const char *name, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  if (U_SUCCESS(status)) {
    // Nothing is replaced silently.
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  }
  *error = static_cast<int32_t>(U_SUCCESS(status) ? U_ZERO_ERROR : status);
  if (U_FAILURE(status)) {
    ucnv_close(converter);
    return nullptr;
  }
  return reinterpret_cast<tusinik_icu_converter *>(converter);
}

void tusinik_icu_converter_close(tusinik_icu_converter *converter) {
  ucnv_close(reinterpret_cast<UConverter *>(converter));
}

tusinik_icu_result tusinik_icu_converter_decode(tusinik_icu_converter *converter, const char *piece, int32_t length,
                                                bool is_last, int32_t *error_offset) try {
  auto *handle = reinterpret_cast<UConverter *>(converter);
  std::string output;
  std::vector<UChar> units(4096);
  const char *source = piece;
  const char *const end = piece + length;
  *error_offset = 0;
  while (true) {
    UErrorCode status = U_ZERO_ERROR;
    UChar *target = units.data();
    ucnv_toUnicode(handle, &target, units.data() + units.size(), &source, end, nullptr, is_last, &status);
    // ICU never splits a pair of surrogates between two calls.
    icu::UnicodeString(false, units.data(), static_cast<int32_t>(target - units.data())).toUTF8String(output);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
      continue;
    }
    if (U_FAILURE(status)) {
      char invalid[32];
      int8_t count = sizeof(invalid);
      UErrorCode ignored = U_ZERO_ERROR;
      ucnv_getInvalidChars(handle, invalid, &count, &ignored);
      *error_offset = static_cast<int32_t>(source - piece) - (U_SUCCESS(ignored) ? count : 0);
      return failure(status);
    }
    break;
  }
  char *text = copy_out(output.data(), output.size());
  if (text == nullptr) {
    return failure(U_MEMORY_ALLOCATION_ERROR);
  }
  return {text, static_cast<int32_t>(output.size()), nullptr, 0, 0};
} catch (const std::bad_alloc &) {
  return failure(U_MEMORY_ALLOCATION_ERROR);
}

bool tusinik_icu_detect_encoding(const char *bytes, int32_t length, char name[64], int32_t *confidence) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&status);
  ucsdet_setText(detector, bytes, length, &status);
  const UCharsetMatch *match = ucsdet_detect(detector, &status);
  bool is_found = false;
  if (U_SUCCESS(status) && match != nullptr) {
    std::strncpy(name, ucsdet_getName(match, &status), 63);
    name[63] = 0;
    *confidence = ucsdet_getConfidence(match, &status);
    is_found = U_SUCCESS(status);
  }
  ucsdet_close(detector);
  return is_found;
}

} // extern "C"
