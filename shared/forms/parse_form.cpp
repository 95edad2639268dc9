#include "shared/forms/parse_form.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "shared/base/json_cursor.h"
#include "shared/forms/card_answers.h"
#include "shared/forms/consents.h"
#include "shared/forms/import_xform.h"
#include "shared/forms/json_reader.h"
#include "shared/forms/parse_choices.h"
#include "shared/forms/parse_survey.h"
#include "shared/forms/parse_tables.h"
#include "shared/forms/parse_test.h"
#include "shared/forms/resolve.h"

namespace nuong::forms {
namespace {

// How long records are kept, and what stands above a wish to be erased.
void read_keeping(JsonReader& reader, FormDefinition& form, Problems& problems) {
    const std::string erasure = reader.text("erasure");
    if (erasure == "kept_by_law") form.settings.erasure = Erasure::kept_by_law;
    else if (erasure == "with_person") form.settings.erasure = Erasure::with_person;
    else if (!erasure.empty() && erasure != "on_request")
        add_error(problems, reader.at("erasure"), "Phải là \"on_request\", \"kept_by_law\" hoặc \"with_person\".",
                  "Must be \"on_request\", \"kept_by_law\" or \"with_person\".");
    form.settings.restricted = reader.text("restricted");
    const std::string days = reader.expression("retention_days");
    if (days.empty()) return;
    constexpr std::uint32_t days_max = 36'525;  // a hundred years
    const auto [end, error] = std::from_chars(days.data(), days.data() + days.size(), form.settings.retention_days);
    if (error != std::errc() || end != days.data() + days.size() || form.settings.retention_days == 0 ||
        form.settings.retention_days > days_max)
        add_error(problems, reader.at("retention_days"), "Phải là số ngày, từ 1 đến 36525.",
                  "Must be a number of days, from 1 to 36525.");
}

void read_settings(const Json& json, FormDefinition& form, Problems& problems) {
    if (!json.is_object()) {
        add_error(problems, "settings", "Phải là {…}.", "Must be {…}.");
        return;
    }
    JsonReader reader(json, "settings", problems);
    form.settings.instance_name = reader.text("instance_name");
    form.settings.due = reader.text("due");
    form.settings.search = reader.names("search");
    form.settings.same_person = reader.names("same_person");
    form.settings.citizen_card = reader.parameters("citizen_card");
    form.settings.subject = reader.text("subject");
    form.settings.consents = reader.text("consents");
    form.settings.consent_purpose = reader.text("consent_purpose");
    form.settings.style = reader.text("style");
    read_keeping(reader, form, problems);
    form.settings.allows_duplicate_choices = reader.expression("allow_choice_duplicates") == "true()";
    if (const std::string language = reader.text("default_language"); !language.empty())
        form.default_language = language;
    const std::string merge = reader.text("merge");
    form.settings.merges_whole = merge == "record";
    if (!merge.empty() && merge != "record" && merge != "field")
        add_error(problems, reader.at("merge"), "Phải là \"record\" hoặc \"field\".",
                  "Must be \"record\" or \"field\".");
    const std::string kind = reader.text("kind");
    if (kind == "event") form.settings.kind = FormKind::event;
    else if (!kind.empty() && kind != "register")
        add_error(problems, reader.at("kind"), "Phải là \"event\" hoặc \"register\".",
                  "Must be \"event\" or \"register\".");
    reader.warn_unknown_keys();
}

// The languages of the title are the promise of the form; a text that breaks it is shown in another language.
void check_languages(FormDefinition& form, Problems& problems) {
    form.languages = {form.default_language};
    for (const auto& [language, words] : form.title.texts)
        if (language != form.default_language) form.languages.push_back(language);
    const auto check = [&](const Label& label, const std::string& where) {
        if (label.empty()) return;
        for (const std::string& language : form.languages)
            if (!label.texts.contains(language))
                add_warning(problems, where, "Chưa dịch sang \"" + language + "\".",
                            "Not translated into \"" + language + "\".");
    };
    for (const Node& node : form.nodes) {
        check(node.label, node.path + ": label");
        check(node.hint, node.path + ": hint");
        check(node.guidance, node.path + ": guidance_hint");
        check(node.constraint_message, node.path + ": constraint_message");
        check(node.required_message, node.path + ": required_message");
        check(node.warn_message, node.path + ": warn_message");
    }
    for (const ChoiceList& list : form.lists)
        for (const Choice& choice : list.is_of_table ? std::vector<Choice>() : list.choices)
            check(choice.label, "choices/" + list.name + "/" + choice.name);
}

void check_named(const FormDefinition& form, const char* setting, const std::vector<Path>& paths, Problems& problems) {
    for (const Path& path : paths)
        if (!form.find(path))
            add_error(problems, std::string("settings: ") + setting, "Không có câu hỏi \"" + path + "\".",
                      "There is no question \"" + path + "\".");
}

void check_consents(const FormDefinition& form, Problems& problems) {
    const Path& consents = form.settings.consents;
    if (consents.empty()) return;
    const Node* repeat = form.find(consents);
    const bool is_complete = repeat && repeat->type == FieldType::repeat &&
                             form.find(consents + "/" + consent::purpose) &&
                             form.find(consents + "/" + consent::given) && form.find(consents + "/" + consent::date);
    if (!is_complete)
        add_error(problems, "settings: consents", "Phải là một nhóm lặp có các câu hỏi purpose, given và date.",
                  "Must name a repeat with the questions purpose, given and date.");
}

void check_settings(const FormDefinition& form, Problems& problems) {
    check_named(form, "search", form.settings.search, problems);
    check_named(form, "same_person", form.settings.same_person, problems);
    const auto& person = form.settings.same_person;
    const bool has_name = std::any_of(person.begin(), person.end(), [&](const Path& path) {
        const Node* node = form.find(path);
        return node && node->type == FieldType::text;
    });
    if (!person.empty() && !has_name)
        add_error(problems, "settings: same_person", "Phải có câu hỏi về họ tên (kiểu text).",
                  "Must name a question for the name, of type text.");
    check_citizen_card(form, problems);
    check_consents(form, problems);
    if (form.settings.subject.empty()) return;
    const Node* subject = form.find(form.settings.subject);
    if (!subject || subject->type != FieldType::record_ref)
        add_error(problems, "settings: subject", "Phải là tên một câu hỏi kiểu record_ref.",
                  "Must name a question of type record_ref.");
}

// What an ODK server makes of a record. Kept for whoever reads the form; nothing here acts on it.
void read_entities(const Json& entities, FormDefinition& form, Problems& problems) {
    if (!entities.is_array()) return add_error(problems, "entities", "Phải là một danh sách.", "Must be a list.");
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const std::string place = "entities[" + std::to_string(i) + "]";
        if (!entities[i].is_object()) {
            add_error(problems, place, "Phải là {…}.", "Must be {…}.");
            continue;
        }
        JsonReader reader(entities[i], place, problems);
        EntityDeclaration entity;
        entity.dataset = reader.text("list_name");
        entity.group = reader.text("repeat");
        entity.label = reader.expression("label");
        entity.entity_id = reader.expression("entity_id");
        entity.create_if = reader.expression("create_if");
        entity.update_if = reader.expression("update_if");
        if (entity.dataset.empty())
            add_error(problems, reader.at("list_name"), "Thiếu tên danh sách.", "The name of the list is missing.");
        reader.warn_unknown_keys();
        form.entities.push_back(std::move(entity));
    }
}

void read_head(JsonReader& reader, FormDefinition& form, Problems& problems) {
    form.id = reader.text("id");
    if (!is_name(form.id))
        add_error(problems, "id", "Mã biểu mẫu bị thiếu hoặc không hợp lệ.", "The form id is missing or not valid.");
    const Json* version = reader.get("version");
    if (version && version->is_number_unsigned() && version->get<std::uint64_t>() >= 1 &&
        version->get<std::uint64_t>() <= UINT32_MAX)
        form.version = version->get<std::uint32_t>();
    else
        add_error(problems, "version", "Phải là số nguyên từ 1 trở lên, tăng sau mỗi lần sửa.",
                  "Must be a whole number from 1, raised with every edit.");
    form.title = reader.label("title", form.default_language);
    if (form.title.empty()) add_error(problems, "title", "Biểu mẫu cần có tên.", "The form needs a title.");
}

// The members of a package: the lists of choices as they stand in the text, everything else as a tree.
struct PackageParts {
    std::optional<std::string_view> choices;
    Json rest = Json::object();
};

// REQUIRES: check_json has passed `json`, and it is an object.
Result<PackageParts> cut_package(std::string_view json) {
    PackageParts parts;
    JsonCursor cursor(json);
    cursor.enter();
    while (const auto member = cursor.next_member()) {
        const std::string key(*member);
        const std::string_view value = cursor.skip();
        if (key == "choices") {
            parts.choices = value;
            continue;
        }
        auto tree = parse_json(value, "form");
        if (!tree) return tree.error();
        parts.rest[key] = std::move(*tree);
    }
    return parts;
}

// A package may carry an ODK form as it is, with the files that came with it: {"xform":"<h:html …","attachments":{…}}.
void read_xform(const Json& xform, const Json* attachments, FormDefinition& form, Problems& problems) {
    if (!xform.is_string()) return add_error(problems, "xform", "Phải là văn bản XML.", "Must be XML text.");
    const Attachment from_package = [attachments](std::string_view uri) -> std::optional<std::string> {
        if (!attachments || !attachments->is_object()) return std::nullopt;
        const auto at = attachments->find(std::string(uri));
        return at == attachments->end() || !at->is_string() ? std::nullopt : std::optional(at->get<std::string>());
    };
    ParsedForm imported = import_xform(xform.get_ref<const std::string&>(), from_package);
    problems.insert(problems.end(), imported.problems.begin(), imported.problems.end());
    if (imported) form = std::move(*imported.definition);
}

void read_package(const PackageParts& parts, FormDefinition& form, Problems& problems) {
    JsonReader reader(parts.rest, "", problems);
    const Json* attachments = reader.get("attachments");
    if (const Json* xform = reader.get("xform")) read_xform(*xform, attachments, form, problems);
    if (const Json* settings = reader.get("settings")) read_settings(*settings, form, problems);
    read_head(reader, form, problems);
    if (const Json* tables = reader.get("tables")) parse_tables(*tables, form, problems);
    if (parts.choices) parse_choices(*parts.choices, form, problems);
    if (const Json* survey = reader.get("survey")) parse_survey(*survey, form, problems);
    if (form.nodes.empty())
        add_error(problems, "survey", "Biểu mẫu chưa có câu hỏi nào.", "The form has no questions.");
    if (const Json* entities = reader.get("entities")) read_entities(*entities, form, problems);
    if (const Json* tests = reader.get("tests")) parse_tests(*tests, form, problems);
    reader.warn_unknown_keys();
    if (!form.is_imported) check_languages(form, problems);
    check_settings(form, problems);
}

}  // namespace

ParsedForm parse_form(std::string_view json) {
    ParsedForm parsed;
    if (json.size() > package_bytes_max) {
        add_error(parsed.problems, "", "Gói biểu mẫu quá lớn (tối đa 32 MB).",
                  "The form package is too large (at most 32 MB).");
        return parsed;
    }
    const Status checked = check_json(json, "form");
    if (!checked) {
        parsed.problems.push_back({"", checked.error().message, Severity::error});
        return parsed;
    }
    if (JsonCursor(json).kind() != JsonKind::object) {
        add_error(parsed.problems, "", "Gói biểu mẫu phải là một đối tượng {…}.",
                  "A form package must be an object {…}.");
        return parsed;
    }
    const auto package = cut_package(json);
    if (!package) {
        parsed.problems.push_back({"", package.error().message, Severity::error});
        return parsed;
    }
    FormDefinition form;
    read_package(*package, form, parsed.problems);
    if (!has_error(parsed.problems)) parsed.definition = std::move(form);
    return parsed;
}

}  // namespace nuong::forms
