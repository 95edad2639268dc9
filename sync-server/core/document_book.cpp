#include "sync-server/core/document_book.h"

#include <array>
#include <nlohmann/json.hpp>

#include "shared/base/hash.h"
#include "shared/base/json.h"
#include "shared/forms/form_test.h"
#include "shared/model/area_file.h"
#include "shared/protocol/limits.h"
#include "shared/reports/report_definition.h"
#include "shared/targets/target_layout.h"
#include "shared/targets/target_plan.h"

namespace nuong {
namespace {

struct FolderKind {
    std::string_view folder;
    std::string_view kind;
};
constexpr std::array<FolderKind, 8> kinds{{{"forms", "form"},
                                           {"areas", "areas"},
                                           {"roles", "roles"},
                                           {"reports", "report"},
                                           {"indicators", "indicators"},
                                           {"targets", "targets"},
                                           {"targets", "target_layout"},
                                           {"demo", "demo"}}};

std::string kind_of(const Json& json, const std::string& folder) {
    if (const auto at = json.find("kind"); at != json.end() && at->is_string())
        for (const FolderKind& known : kinds)
            if (*at == known.kind) return std::string(known.kind);
    for (const FolderKind& known : kinds)
        if (folder == known.folder) return std::string(known.kind);
    return "form";
}

// Versions are numbers that count up; XLSForm writes them as text of digits.
std::optional<std::uint32_t> version_of(const Json& json) {
    const auto at = json.find("version");
    if (at == json.end()) return std::nullopt;
    if (at->is_number_unsigned() && at->get<std::uint64_t>() > 0 && at->get<std::uint64_t>() <= UINT32_MAX)
        return static_cast<std::uint32_t>(at->get<std::uint64_t>());
    if (!at->is_string()) return std::nullopt;
    const auto& text = at->get_ref<const std::string&>();
    const bool digits = !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || std::stoul(text) == 0) return std::nullopt;
    return static_cast<std::uint32_t>(std::stoul(text));
}

void add_line(Error& error, const std::string& place, const Message& message) {
    error.message.vi += "\n  " + place + ": " + message.vi;
    error.message.en += "\n  " + place + ": " + message.en;
}

std::optional<Error> wrong_form(const DocumentFile& file, Date today) {
    const forms::Compiled compiled = forms::compile_package(file.text);
    Error error{ErrorCode::invalid, {file.name + ":", file.name + ":"}};
    if (!compiled) {
        for (const forms::Problem& problem : compiled.problems)
            if (problem.severity == forms::Severity::error) add_line(error, problem.where, problem.message);
        return error;
    }
    const forms::TestReport tests = forms::run_form_tests(compiled.form, today);
    if (tests.is_ok()) return std::nullopt;
    for (const forms::TestFailure& failure : tests.failed)
        add_line(error, "tests/" + failure.test + (failure.path.empty() ? "" : " (" + failure.path + ")"),
                 failure.message);
    return error;
}

}  // namespace

forms::FormPointer DocumentBook::form_in_force(StoreReader& reader, const FormId& id) const {
    for (const protocol::SchemaEntry& entry : catalogue)
        if (entry.kind == "form" && entry.id == id) return compiled->find(reader, id, entry.version);
    return nullptr;
}

const Role* DocumentBook::role(const std::string& id) const {
    const auto at = roles.find(id);
    return at == roles.end() ? nullptr : &at->second;
}

Result<DocumentRow> check_document(const DocumentFile& file, Date today) {
    const auto json = parse_json(file.text, file.name);
    if (!json) return json.error();
    DocumentRow row;
    if (json->is_object() && json->contains("id") && (*json)["id"].is_string()) row.id = (*json)["id"];
    const auto version = json->is_object() ? version_of(*json) : std::nullopt;
    if (row.id.empty() || row.id.size() > 200 || !version)
        return Error{ErrorCode::invalid,
                     {file.name + ": cần có id và version (số nguyên từ 1).",
                      file.name + ": needs an id and a version (a whole number from 1)."}};
    row.kind = kind_of(*json, file.folder);
    row.version = *version;
    row.hash = to_hex(sha256(file.text));
    row.body = file.text;
    if (row.kind == "form")
        if (auto wrong = wrong_form(file, today)) return *wrong;
    if (row.kind == "areas")
        if (auto areas = parse_areas(file.text, file.name); !areas) return areas.error();
    if (row.kind == "roles")
        if (auto roles = parse_roles(file.text, file.name); !roles) return roles.error();
    if (row.kind == "targets")
        if (auto plan = parse_target_plan(file.text, file.name); !plan) return plan.error();
    if (row.kind == "indicators")
        if (auto indicators = reports::parse_indicators(file.text, file.name); !indicators) return indicators.error();
    if (row.kind == "report")
        if (auto report = reports::parse_report(file.text, file.name, reports::one_of_each()); !report)
            return report.error();
    if (row.kind == "target_layout")
        if (auto layout = parse_target_layout(file.text, file.name); !layout) return layout.error();
    return row;
}

Result<std::shared_ptr<const DocumentBook>> make_book(const std::vector<DocumentRow>& documents) {
    auto book = std::make_shared<DocumentBook>();
    AreaList areas;
    for (const DocumentRow& document : documents) {
        if (document.kind == "demo") continue;  // for the server's own use: no device needs it
        book->catalogue.push_back({document.kind, document.id, document.version, document.hash});
        if (document.kind == "form") book->forms.insert(document.id);
        if (document.kind == "areas") {
            auto parsed = parse_areas(document.body, document.id);
            if (!parsed) return parsed.error();
            areas.add(*parsed);
        }
        if (document.kind == "roles") {
            auto parsed = parse_roles(document.body, document.id);
            if (!parsed) return parsed.error();
            book->roles.merge(*parsed);
        }
    }
    auto tree = AreaTree::make(std::move(areas));
    if (!tree) return tree.error();
    book->areas = std::move(*tree);
    book->catalogue_mark = protocol::fingerprint(book->catalogue);
    return std::shared_ptr<const DocumentBook>(std::move(book));
}

protocol::SchemasAnswer documents_of(StoreReader& reader, const protocol::SchemasRequest& request) {
    protocol::SchemasAnswer answer;
    std::size_t bytes = 0;
    for (const std::string& hash : request.hashes) {
        auto document = reader.document(hash);
        if (!document) continue;
        bytes += document->body.size();
        if (!answer.documents.empty() && bytes > protocol::schemas_bytes) break;
        answer.documents.push_back(std::move(document->body));
    }
    return answer;
}

}  // namespace nuong
