// A filled form as a paper: what was asked and answered, as far as the role may print it. The footer says whose paper
// it is and that it holds personal data.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "shared/forms/instance.h"
#include "shared/printing/answer_text.h"
#include "shared/printing/paper.h"
#include "shared/printing/print_mask.h"

namespace nuong::printing {

// What is known of the record beside its answers, in words.
struct RecordFacts {
    std::string id, area, status;
    std::string printed_by, printed_at;
    std::size_t conflicts = 0;   // that nobody has decided
    bool is_restricted = false;  // whom it is about: their data may only be kept
    NamesOf names_of = {};       // of records and areas that answers point to
    // Of a file that is an answer. None: it is no picture, or not here, and the paper says so in words.
    std::function<std::optional<Picture>(const Value&)> picture_of = {};
};

// In the language of the instance.
Paper filled_form(const forms::Instance& instance, const RecordFacts& facts, const PrintMask& mask);

}  // namespace nuong::printing
