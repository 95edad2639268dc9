// The words that a paper adds to those of its form. A form may speak any language; where that is not Vietnamese, what
// stands around its questions is English.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/message.h"
#include "shared/forms/compile.h"

namespace nuong::printing {

std::string said(const Message& message, std::string_view language);

// A text of the form where nobody has answered yet: "Tuổi của ${name}" is "Tuổi của ……".
std::string blank_text(const forms::CompiledForm& form, const forms::Label& label, const forms::TextTemplate& cut,
                       std::string_view language);

// "KR" for "unknown"; a reason that is not ours is its own code.
std::string missing_code(const std::string& reason, std::string_view language);

// "2024-06-30" as 30/06/2024, "1985-06" as 06/1985; anything else as it is.
std::string day_text(const std::string& iso);

// Of a record: enough to tell it by. The first half alone is a time, so records of one minute share it.
std::string short_id(const std::string& uuid);

std::size_t letters_in(std::string_view text);
bool has_word(std::string_view words, std::string_view word);

}  // namespace nuong::printing
