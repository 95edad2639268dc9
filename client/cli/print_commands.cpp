// form print, record print: a form on paper, as an HTML file that any browser prints.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "client/app/phrases.h"
#include "client/app/views.h"
#include "client/cli/command.h"
#include "client/cli/form_file.h"
#include "shared/base/time_zone.h"
#include "shared/printing/blank_form.h"
#include "shared/printing/filled_form.h"
#include "shared/printing/html_page.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

bool names_a_file(const std::string& given) {
    const std::string ending = std::filesystem::path(given).extension().string();
    return ending == ".json" || ending == ".xlsx" || ending == ".xml";
}

Error unusable_form(const forms::Problems& problems) {
    Message told{"Biểu mẫu có lỗi nên không in được. Xem: nuong form check.",
                 "The form has errors and cannot be printed. See: nuong form check."};
    for (const forms::Problem& problem : problems)
        if (problem.severity == forms::Severity::error)
            return {ErrorCode::invalid,
                    {told.vi + "\n" + problem.where + ": " + problem.message.vi,
                     told.en + "\n" + problem.where + ": " + problem.message.en}};
    return {ErrorCode::invalid, told};
}

Result<forms::FormPointer> form_to_print(const Setting& setting, const std::string& given) {
    if (names_a_file(given)) {
        auto file = read_form_file(given);
        if (!file) return file.error();
        if (!file->form) return unusable_form(file->problems);
        return std::move(file->form);
    }
    auto open = open_device(setting);
    if (!open) return open.error();
    return open->workbook.form(given);
}

// As asked; else the program's own when the form speaks it, else the form's first.
Result<std::string> language_of_paper(const forms::FormDefinition& form, const Setting& setting,
                                      const Arguments& arguments) {
    const std::string own = code_of(setting.language), asked = arguments.value("--language");
    const auto speaks = [&](const std::string& code) {
        return std::find(form.languages.begin(), form.languages.end(), code) != form.languages.end();
    };
    if (!arguments.has("--language")) return speaks(own) ? own : form.default_language;
    if (speaks(asked)) return asked;
    std::string known;
    for (const std::string& code : form.languages) known += (known.empty() ? "" : ", ") + code;
    return Error{ErrorCode::usage,
                 {"Biểu mẫu không có tiếng “" + asked + "”; có: " + known + ".",
                  "The form does not speak \"" + asked + "\"; it speaks: " + known + "."}};
}

Status check_out(const Arguments& arguments) {
    if (!arguments.value("--out").empty()) return Done{};
    return Error{ErrorCode::usage,
                 {"Cần --out TỆP.html: in ra tệp nào?", "--out FILE.html is needed: which file to print to?"}};
}

Result<Output> write_paper(const printing::Paper& paper, const std::string& out) {
    if (const Status written = write_file_durably(out, printing::html_page(paper)); !written) return written.error();
    Output output;
    output.json = {{"out", out}, {"title", paper.title}, {"language", paper.language}};
    output.text = out;
    return output;
}

Result<Output> print_form(const Setting& setting, const Arguments& arguments) {
    if (const Status checked = check_out(arguments); !checked) return checked.error();
    const auto form = form_to_print(setting, arguments.position(0));
    if (!form) return form.error();
    const auto language = language_of_paper((*form)->definition, setting, arguments);
    if (!language) return language.error();
    return write_paper(printing::blank_form(**form, *language), arguments.value("--out"));
}

// What stands in the record, as the device shows it: a saved one, or a draft that nobody else has.
struct ToPrint {
    FormLibrary::Form form;
    Fields answers;
    AreaCode area;
    std::string status;
    std::size_t conflicts = 0;
};

Result<ToPrint> record_to_print(OpenDevice& open, const RecordId& id) {
    if (const auto draft = open.replica->drafts().find(id)) {
        auto form = open.workbook.form(draft->form);
        if (!form) return form.error();
        return ToPrint{*form, open.replica->drafts().answers(draft->id), draft->area, "draft"};
    }
    const auto sheet = open.workbook.open(id);
    if (!sheet) return sheet.error();
    if (!sheet->form)
        return Error{ErrorCode::not_found,
                     {"Máy này không có biểu mẫu của phiếu, nên không in được. Phiếu vẫn còn nguyên.",
                      "This device does not hold the form of the record, so it cannot be printed. Nothing was lost."}};
    return ToPrint{sheet->form, sheet->answers, sheet->area, sheet->status, sheet->conflicts.size()};
}

std::string clock_text(Instant at) {
    const Date day = date_of(at, viet_nam_offset);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(at + viet_nam_offset - Instant(day)).count();
    const auto two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return date_text(to_string(day)) + " " + two(minutes / 60) + ":" + two(minutes % 60);
}

Result<Output> print_record(const Setting& setting, const Arguments& arguments) {
    if (const Status checked = check_out(arguments); !checked) return checked.error();
    const auto id = record_id(arguments.position(0));
    if (!id) return id.error();
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto record = record_to_print(*open, *id);
    if (!record) return record.error();
    const auto language = language_of_paper(record->form->definition, setting, arguments);
    if (!language) return language.error();
    const Language words = *language == "vi" ? Language::vi : Language::en;
    forms::Instance instance = open->workbook.instance_over(record->form, record->answers, words);
    instance.set_language(*language);
    const DeviceInfo device = open->replica->device();
    const std::vector<std::string> roles = open->replica->schemas().bodies("roles");
    printing::RecordFacts facts;
    facts.id = to_string(*id);
    facts.area = area_name(open->workbook, record->area, words);
    facts.status = status_text(record->status, words);
    facts.printed_by = device.user + " (" + role_text(device.role, words) + ")";
    facts.printed_at = clock_text(setting.clock->now());
    facts.conflicts = record->conflicts;
    facts.title_of = [&](const Value& value) { return record_title(*open->replica, value, words); };
    return write_paper(printing::filled_form(instance, facts, printing::print_mask_of(roles, device.role)),
                       arguments.value("--out"));
}

}  // namespace

std::vector<CommandSpec> print_commands() {
    return {{"form print",
             "FILE|FORM --out FILE.html [--language L]",
             {"In một biểu mẫu trống ra giấy A4", "Print a blank form for paper, A4"},
             {{"--out"}, {"--language"}},
             1,
             1,
             print_form},
            {"record print",
             "ID --out FILE.html [--language L]",
             {"In một phiếu ra giấy A4, bỏ những gì vai trò không được in",
              "Print a record for paper, A4, without what the role may not print"},
             {{"--out"}, {"--language"}},
             1,
             1,
             print_record}};
}

}  // namespace nuong::client
