// form print, record print: a form on paper, as an HTML file that any browser prints.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "client/app/printed_page.h"
#include "client/cli/command.h"
#include "client/cli/form_file.h"
#include "shared/sqlite/new_file.h"

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

Status check_out(const Arguments& arguments) {
    if (!arguments.value("--out").empty()) return Done{};
    return Error{ErrorCode::usage,
                 {"Cần --out TỆP.html: in ra tệp nào?", "--out FILE.html is needed: which file to print to?"}};
}

Result<Output> write_page(const Result<PrintedPage>& page, const std::string& out, const FileWatch& watch) {
    if (!page) return page.error();
    if (const Status written = write_new_file(out, page->html, watch); !written) return written.error();
    Output output;
    output.json = {{"out", out}, {"title", page->title}, {"language", page->language}};
    output.text = out;
    return output;
}

Result<Output> print_form(const Setting& setting, const Arguments& arguments) {
    if (const Status checked = check_out(arguments); !checked) return checked.error();
    const auto form = form_to_print(setting, arguments.position(0));
    if (!form) return form.error();
    return write_page(page_of_form(**form, {arguments.value("--language"), setting.language}), arguments.value("--out"),
                      {});
}

Result<Output> print_record(const Setting& setting, const Arguments& arguments) {
    if (const Status checked = check_out(arguments); !checked) return checked.error();
    const auto id = record_id(arguments.position(0));
    if (!id) return id.error();
    auto open = open_device(setting);
    if (!open) return open.error();
    auto page =
        page_of_record(open->workbook, *id, {arguments.value("--language"), setting.language}, setting.clock->now());
    const auto draft = open->replica->drafts().find(*id);  // one over a record holds all that stands in it
    const RecordId printed = draft && draft->record ? *draft->record : *id;
    if (page) open->replica->note({"print", printed}, setting.clock->now());  // before anything leaves
    return write_page(std::move(page), arguments.value("--out"), open->replica->unfinished_files().watch());
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
