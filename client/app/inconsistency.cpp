#include "client/app/inconsistency.h"

#include "client/app/phrases.h"
#include "shared/forms/record_instance.h"

namespace nuong::client {
namespace {

std::string line_of(const forms::CompiledForm& form, const forms::AnswerError& error, Language language) {
    const forms::Node* node = form.definition.find(forms::without_row_keys(form.definition, error.path));
    const std::string label = node ? node->label.in(code_of(language), "vi") : error.path;
    return label + ": " + error.message.in(language);
}

}  // namespace

Badge inconsistency_badge(Language language) {
    return {language == Language::vi ? "Không khớp" : "Does not fit", Tone::warning};
}

std::optional<Restriction> inconsistency_of(const RecordSheet& sheet, Language language) {
    const auto errors = forms::inconsistencies_in(sheet.form, sheet.state);
    if (errors.empty()) return std::nullopt;
    const bool vi = language == Language::vi;
    Restriction told{vi ? "Các câu trả lời không còn khớp nhau" : "The answers do not fit together any more", "",
                     vi ? "Nhiều người đã ghi riêng rồi được gộp lại. Hãy hỏi lại, rồi sửa phiếu; không có gì bị mất."
                        : "Several people wrote apart and it was merged. Ask again, then edit; nothing is lost."};
    for (const forms::AnswerError& error : errors)
        told.reason += (told.reason.empty() ? "" : "\n") + line_of(*sheet.form, error, language);
    return told;
}

}  // namespace nuong::client
