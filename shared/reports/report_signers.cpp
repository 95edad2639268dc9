#include "shared/reports/report_signers.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace nuong::reports {
namespace {

struct WrittenRole {
    std::string id;
    Message name;
    bool signs = false;
};

std::string written_text(const Json& role, const char* key) {
    const auto at = role.find(key);
    return at != role.end() && at->is_string() ? at->get<std::string>() : std::string();
}

bool has_right(const Json& role, const char* key) {
    const auto at = role.find(key);
    return at != role.end() && *at == true;
}

// Of people, each once; what cannot be read names nobody.
std::vector<Json> roles_in(std::span<const std::string> documents) {
    std::vector<Json> roles;
    for (const std::string& document : documents) {
        const auto json = parse_json(document, "roles");
        if (!json || !json->is_object() || !json->contains("roles") || !(*json)["roles"].is_array()) continue;
        for (const Json& each : (*json)["roles"]) {
            const bool is_there = each.is_object() && std::any_of(roles.begin(), roles.end(), [&](const Json& known) {
                                      return written_text(known, "id") == written_text(each, "id");
                                  });
            if (each.is_object() && !is_there && !has_right(each, "relay")) roles.push_back(each);
        }
    }
    return roles;
}

std::vector<WrittenRole> written_roles(std::span<const std::string> documents) {
    const std::vector<Json> roles = roles_in(documents);
    const auto is_given = [&](const char* right) {
        return std::any_of(roles.begin(), roles.end(), [&](const Json& role) { return has_right(role, right); });
    };
    const char* right = is_given("signs") ? "signs" : is_given("desk") ? "desk" : nullptr;
    std::vector<WrittenRole> written;
    for (const Json& role : roles)
        written.push_back({written_text(role, "id"),
                           {written_text(role, "name_vi"), written_text(role, "name_en")},
                           !right || has_right(role, right)});
    return written;
}

Message names_of_signers(const std::vector<Message>& signers) {
    Message names;
    for (const Message& each : signers) {
        names.vi += (names.vi.empty() ? "" : ", ") + each.vi;
        names.en += (names.en.empty() ? "" : ", ") + each.en;
    }
    return names;
}

Error does_not_sign(const Message& role, const std::string& report, const Message& who) {
    return {
        ErrorCode::refused,
        {"Vai trò “" + role.vi + "” không ký báo cáo " + report + " và không ghi là đã gửi. " + who.vi,
         "The role \"" + role.en + "\" does not sign the report " + report + " or note that it was sent. " + who.en}};
}

}  // namespace

bool is_for_signers(std::string_view state) { return state == "signed" || state == "sent"; }

std::vector<Message> signers_of(std::span<const std::string> role_documents, const ReportDefinition& report) {
    std::vector<Message> signers;
    for (const WrittenRole& role : written_roles(role_documents))
        if (role.signs && may_make(report, role.id)) signers.push_back(role.name);
    return signers;
}

Message who_signs(std::span<const std::string> role_documents, const ReportDefinition& report) {
    const std::vector<Message> signers = signers_of(role_documents, report);
    if (signers.empty())
        return {"Chưa có vai trò nào lập báo cáo này mà được ký; hãy báo quản trị hệ thống.",
                "No role that makes this report may sign it; tell the system administrator."};
    const Message names = names_of_signers(signers);
    return {"Người ký là: " + names.vi + ".", "Those who sign it: " + names.en + "."};
}

Status may_advance(std::span<const std::string> role_documents, const ReportDefinition& report, const std::string& role,
                   std::string_view state) {
    if (!is_for_signers(state)) return Done{};
    const auto roles = written_roles(role_documents);
    if (roles.empty()) return Done{};  // a device that has heard of none yet: its server decides
    const auto own = std::find_if(roles.begin(), roles.end(), [&](const WrittenRole& each) { return each.id == role; });
    if (own != roles.end() && own->signs) return Done{};
    const Message name = own != roles.end() ? own->name : Message{role, role};
    return does_not_sign(name, report.id, who_signs(role_documents, report));
}

}  // namespace nuong::reports
