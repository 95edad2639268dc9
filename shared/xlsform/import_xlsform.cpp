#include "shared/xlsform/import_xlsform.h"

#include <charconv>
#include <list>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/forms/compile.h"
#include "shared/forms/evaluate.h"
#include "shared/xlsform/survey_builder.h"

namespace nuong::xlsform {
namespace {

using forms::Severity;

constexpr std::string_view media_columns[] = {"image", "audio", "video", "big-image"};
constexpr std::string_view entity_columns[] = {"list_name", "dataset",   "label", "entity_id",
                                               "create_if", "update_if", "repeat"};
constexpr std::string_view kept_settings[] = {"instance_name",  "due",
                                              "search",         "same_person",
                                              "citizen_card",   "subject",
                                              "merge",          "kind",
                                              "style",          "allow_choice_duplicates",
                                              "erasure",        "retention_days",
                                              "restricted",     "consents",
                                              "consent_purpose"};
// What these ask for is always done here: answers are cleaned, sent when there is a line, kept encrypted, editable.
constexpr std::string_view done_by_itself[] = {"clean_text_values", "auto_send", "client_editable", "name",
                                               "omit_instanceid"};

class Importer {
public:
    Importer(const std::vector<sheets::Sheet>& sheets, std::string_view fallback_id,
             const forms::Attachment& attachment)
        : fallback_id_(fallback_id), attachment_(attachment) {
        for (const sheets::Sheet& sheet : sheets) tables_.emplace_back(sheet);
    }

    ImportedForm run() {
        const FormTable* survey = table("survey");
        if (!survey) {
            forms::add_error(problems_, "survey", "Tệp không có trang “survey”: đây không phải XLSForm.",
                             "There is no sheet \"survey\": this is not an XLSForm.");
            return {"", std::move(problems_), nullptr};
        }
        read_languages(*survey);
        read_settings();
        SurveyBuilder builder(*survey, default_language_, places_, problems_);
        builder.read();
        read_choices(builder.lists_with_other());
        read_tables(builder.tables());
        package_["survey"] = builder.take_survey();
        read_entities();
        read_tests();
        name_what_is_left_out();
        return finish();
    }

private:
    const FormTable* table(std::string_view name) const {
        for (const FormTable& each : tables_)
            if (folded_words(each.name()) == name) return &each;
        return nullptr;
    }

    void warn(std::string where, std::string vi, std::string en) {
        forms::add_warning(problems_, std::move(where), std::move(vi), std::move(en));
    }

    void read_languages(const FormTable& survey) {
        for (const TableColumn& column : survey.columns())
            if (column.name == "label" && !column.language.empty()) languages_.push_back(column.language);
        default_language_ = languages_.empty() ? "vi" : languages_.front();
        if (const FormTable* settings = table("settings"))
            settings->each_row([&](const TableRow& row) {
                const std::string written = row.text("default_language");
                if (!written.empty() && folded_words(written) != "default") default_language_ = language_code(written);
            });
    }

    void read_settings() {
        OrderedJson settings{{"default_language", default_language_}};
        OrderedJson title;
        std::string id, version;
        if (const FormTable* sheet = table("settings")) {
            bool first = true;
            sheet->each_row([&](const TableRow& row) {
                if (!std::exchange(first, false)) return;
                for (const char* part : {"settings", "id", "version", "title"}) places_.add(part, *sheet, row.number);
                id = with_plain_quotes(row.text("form_id"));
                version = row.text("version");
                title = words_of(row, "form_title", default_language_);
                other_settings(*sheet, row, settings);
                read_version(*sheet, row, version);
            });
        }
        if (!package_.contains("version")) package_["version"] = 1;
        if (id.empty()) id = fallback_id_;
        if (title.empty()) title[default_language_] = id;
        // The languages of the title are the promise of the form, so that what is not translated is told.
        const std::string any = title.begin().value().get<std::string>();
        for (const std::string& language : languages_)
            if (!title.contains(language)) title[language] = any;
        package_["id"] = id;
        package_["title"] = title;
        package_["settings"] = settings;
    }

    void other_settings(const FormTable& sheet, const TableRow& row, OrderedJson& settings) {
        for (const TableCell& cell : row.cells) {
            const std::string& key = cell.column->name;
            if (key == "form_id" || key == "form_title" || key == "version" || key == "default_language") continue;
            if (is_one_of(key, kept_settings)) settings[key] = with_plain_quotes(cell.text);
            else if (!is_one_of(key, done_by_itself))
                warn(sheet.place(row.number, key), "Mục “" + key + "” chưa được dùng ở đây.",
                     "The setting \"" + key + "\" is not used here.");
        }
    }

    void read_version(const FormTable& sheet, const TableRow& row, const std::string& written) {
        if (written.empty()) return;
        std::uint32_t version = 0;
        const auto read = std::from_chars(written.data(), written.data() + written.size(), version);
        if (read.ec == std::errc() && read.ptr == written.data() + written.size() && version > 0)
            package_["version"] = version;
        else
            warn(sheet.place(row.number, "version"),
                 "Phiên bản cần là số nguyên tăng dần; tạm dùng 1. Hãy đổi “" + written + "” thành một số.",
                 "A version is a whole number that grows; 1 is used. Change \"" + written + "\" to a number.");
    }

    void read_choices(const std::set<std::string>& lists_with_other) {
        OrderedJson lists = OrderedJson::object();
        for (const char* name : {"choices", "external_choices"})
            if (const FormTable* sheet = table(name))
                sheet->each_row([&](const TableRow& row) { read_choice(*sheet, row, lists); });
        for (const std::string& list : lists_with_other) add_other(lists[list]);
        package_["choices"] = std::move(lists);
    }

    void read_choice(const FormTable& sheet, const TableRow& row, OrderedJson& lists) {
        const std::string list = with_plain_quotes(row.text("list_name"));
        std::string name = with_plain_quotes(row.text("name"));
        if (name.empty()) name = with_plain_quotes(row.text("value"));
        if (list.empty()) {
            if (!name.empty())
                warn(sheet.place(row.number, "list_name"), "Dòng này không thuộc danh sách nào nên bị bỏ qua.",
                     "This row belongs to no list and was left out.");
            return;
        }
        OrderedJson choice{{"name", name}, {"label", words_of(row, "label", default_language_)}};
        for (const TableCell& cell : row.cells) {
            const std::string& column = cell.column->name;
            if (column == "list_name" || column == "name" || column == "value" || column == "label") continue;
            if (is_one_of(column, media_columns)) choice[column] = words_of(row, column, default_language_);
            else choice[column] = cell.text;
        }
        OrderedJson& all = lists[list];
        places_.add("choices/" + list + "[" + std::to_string(all.size()) + "]", sheet, row.number);
        places_.add("choices/" + list + "/" + name, sheet, row.number);
        all.push_back(std::move(choice));
    }

    // Each file once, from beside the workbook.
    void read_tables(const std::vector<SurveyBuilder::WantedTable>& wanted) {
        OrderedJson tables = OrderedJson::object();
        std::set<std::string> missing;
        for (const auto& [file, place] : wanted) {
            const auto kind = forms::table_kind_of(file);
            const std::string id = kind ? file.substr(0, file.rfind('.')) : file;
            if (tables.contains(id) || id == forms::last_saved_table || package_["choices"].contains(id)) continue;
            const std::string full = kind ? file : file + ".csv";
            auto text = attachment_ ? attachment_("jr://file/" + full) : std::nullopt;
            if (text) tables[id] = {{name_of(kind.value_or(forms::TableKind::csv)), std::move(*text)}};
            else if (missing.insert(id).second)
                warn(place, "Thiếu tệp “" + full + "”; hãy để nó cạnh biểu mẫu.",
                     "The file \"" + full + "\" is missing; put it beside the form.");
        }
        if (!tables.empty()) package_["tables"] = std::move(tables);
    }

    // What an ODK server makes of a record: kept, so that the form can go back.
    void read_entities() {
        const FormTable* sheet = table("entities");
        if (!sheet) return;
        OrderedJson entities = OrderedJson::array();
        sheet->each_row([&](const TableRow& row) {
            OrderedJson entity = OrderedJson::object();
            for (const TableCell& cell : row.cells) {
                const std::string& column = cell.column->name;
                if (is_one_of(column, entity_columns))
                    entity[column == "dataset" ? "list_name" : column] = with_plain_quotes(cell.text);
                else
                    warn(sheet->place(row.number, column), "Cột “" + column + "” chưa được dùng.",
                         "The column \"" + column + "\" is not used.");
            }
            places_.add("entities[" + std::to_string(entities.size()) + "]", *sheet, row.number);
            entities.push_back(std::move(entity));
        });
        if (!entities.empty()) package_["entities"] = std::move(entities);
    }

    static void add_other(OrderedJson& list) {
        for (const OrderedJson& choice : list)
            if (choice["name"] == "other") return;
        list.push_back({{"name", "other"}, {"label", {{"vi", "Khác"}, {"en", "Other"}}}});
    }

    // Our own sheet: what the form expects of itself, one test in a row.
    void read_tests() {
        const FormTable* sheet = table("tests");
        if (!sheet) return;
        OrderedJson tests = OrderedJson::array();
        sheet->each_row([&](const TableRow& row) {
            const std::string text = row.text("json");
            OrderedJson test = OrderedJson::parse(text, nullptr, false);
            if (test.is_discarded())
                forms::add_error(problems_, sheet->place(row.number, "json"), "Ca thử này không phải JSON đúng.",
                                 "This test is not valid JSON.");
            else tests.push_back(std::move(test));
        });
        package_["tests"] = std::move(tests);
    }

    void name_what_is_left_out() {
        for (const FormTable& each : tables_) {
            const std::string name = folded_words(each.name());
            if (each.columns().empty()) continue;
            if (name == "osm")
                warn(each.name(), "Trang “" + each.name() + "” chưa được dùng ở đây.",
                     "The sheet \"" + each.name() + "\" is not used here.");
        }
    }

    ImportedForm finish() {
        ImportedForm form{dump_json_for_people(package_), std::move(problems_), nullptr};
        forms::Compiled compiled = forms::compile_package(form.package);
        for (forms::Problem& problem : compiled.problems) {
            problem.where = places_.in_workbook(problem.where);
            form.problems.push_back(std::move(problem));
        }
        if (form) form.form = std::move(compiled.form);
        return form;
    }

    std::string fallback_id_;
    const forms::Attachment& attachment_;
    std::list<FormTable> tables_;
    std::vector<std::string> languages_;  // as the label columns stand
    std::string default_language_;
    Places places_;
    forms::Problems problems_;
    OrderedJson package_;
};

}  // namespace

ImportedForm import_xlsform(std::string_view xlsx, std::string_view fallback_id, const forms::Attachment& attachment) {
    const auto sheets = sheets::read_sheets(xlsx);
    if (!sheets) return {"", {{"", sheets.error().message, Severity::error}}, nullptr};
    return import_sheets(*sheets, fallback_id, attachment);
}

ImportedForm import_sheets(const std::vector<sheets::Sheet>& sheets, std::string_view fallback_id,
                           const forms::Attachment& attachment) {
    return Importer(sheets, fallback_id, attachment).run();
}

}  // namespace nuong::xlsform
