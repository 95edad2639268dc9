#include "client/app/refused_consent.h"

#include "client/app/phrases.h"
#include "client/app/views.h"
#include "shared/forms/consents.h"

namespace nuong::client {
namespace {

std::vector<forms::Consent> refused_by(Workbook& workbook, const RecordSheet& person) {
    if (!person.form || person.form->definition.settings.consents.empty()) return {};
    auto said = forms::last_consents(workbook.instance_over(person.form, person.answers, Language::vi));
    std::erase_if(said, [](const forms::Consent& each) { return each.is_given(); });
    return said;
}

std::string word_of(Workbook& workbook, const forms::CompiledForm& form, const char* question, const std::string& code,
                    Language language) {
    const std::string path = form.definition.settings.consents + "/" + question;
    const forms::Node* node = form.definition.find(path);
    return node ? titled_text(workbook, form.definition, node, Value(code), language) : code;
}

// "Sàng lọc: Rút lại 02/03/2026"
std::string line_of(Workbook& workbook, const forms::CompiledForm& form, const forms::Consent& said,
                    Language language) {
    std::string line = word_of(workbook, form, forms::consent::purpose, said.purpose, language) + ": " +
                       word_of(workbook, form, forms::consent::given, said.given, language);
    if (!said.date.empty()) line += " " + word_of(workbook, form, forms::consent::date, said.date, language);
    return line;
}

const Message title{"Không đồng ý", "No consent"};

}  // namespace

std::optional<Restriction> refused_consents(Workbook& workbook, const RecordSheet& person, Language language) {
    const auto refused = refused_by(workbook, person);
    if (refused.empty()) return std::nullopt;
    Restriction told{title.in(language)};
    for (const forms::Consent& each : refused)
        told.reason = joined(told.reason, line_of(workbook, *person.form, each, language));
    told.allowed =
        Message{"Trước khi làm những việc này phải hỏi lại chính người ấy. Nay đồng ý thì ghi thêm một dòng.",
                "Before any of this is done the person has to be asked again. Whoever agrees now gets a new "
                "row."}
            .in(language);
    return told;
}

std::optional<Restriction> refused_consent(Workbook& workbook, const forms::CompiledForm& form,
                                           const std::optional<RecordId>& subject, Language language) {
    const std::string& purpose = form.definition.settings.consent_purpose;
    if (purpose.empty() || !subject) return std::nullopt;
    const auto person = workbook.open(*subject);
    if (!person) return std::nullopt;
    for (const forms::Consent& each : refused_by(workbook, *person)) {
        if (each.purpose != purpose) continue;
        return Restriction{
            title.in(language), line_of(workbook, *person->form, each, language),
            Message{"Chỉ làm tiếp khi nay chính người ấy đồng ý lại; khi đó ghi thêm một dòng “Đồng ý” vào phiếu của "
                    "họ. Không thì bỏ phiếu này.",
                    "Go on only when the person agrees again now; then their record gets a new row that says so. "
                    "Otherwise discard this form."}
                .in(language)};
    }
    return std::nullopt;
}

}  // namespace nuong::client
