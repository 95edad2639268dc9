// What is exported, for whom and in which shape.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.h"
#include "shared/base/message.h"
#include "shared/forms/restriction.h"
#include "shared/model/ids.h"
#include "shared/printing/print_mask.h"
#include "shared/sqlite/new_file.h"

namespace nuong::exports {

enum class Format { csv, json, xlsx };
const char* name_of(Format format);
std::optional<Format> parse_format(std::string_view name);

// What a person writes on the command line of either side.
struct Wish {
    FormId form = {};
    Format format = Format::csv;
    std::string out = {};              // the file
    std::string where = {};            // an expression in the words of the form; "": every record
    std::string labels = {};           // a language: heads and choices in its words. "": stable ids and codes
    AreaCode area = {};                // only records in it; "": all that may be seen
    std::string number = {};           // of this export, where it was noted before it began; "": it is given one
    std::string part = {};             // which of them, in words, when somebody has chosen them; "": every record
    bool has_mark = false;             // a CSV begins with a byte order mark, as Excel likes it
    Language language = Language::vi;  // of the words around the data
};

// "csv", "xlsx" …; "" is told from the ending of `out`. Errors: usage.
Result<Wish> make_wish(Wish wish, const std::string& format);

// Who takes the data out. Stands in every file.
struct Taker {
    UserId user;
    std::string role;
    Instant at{};
};

struct Order {
    Wish wish;
    Taker taker;
    forms::FormPointer form;
    printing::PrintMask mask;
    std::function<std::string(const AreaCode&)> area_name;
    forms::RestrictedRecords restricted = {};  // of them, and of what is about them, nothing leaves
    // Whether it could be known here that a person is restricted; nothing set: of everybody. Of whom it is not, nothing
    // leaves either.
    std::function<bool(const RecordId&)> knows = nullptr;
    FileWatch watch = {};
};

// The mask of the taker's role. Errors: refused, in words that say what to do.
Result<printing::PrintMask> mask_for(std::span<const std::string> role_documents, const std::string& role);

}  // namespace nuong::exports
