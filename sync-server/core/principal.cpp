#include "sync-server/core/principal.h"

#include <algorithm>

#include "shared/model/caseload.h"
#include "sync-server/core/keys_with_top.h"
#include "sync-server/core/wiped_devices.h"

namespace nuong {

using protocol::HttpError;

namespace {

std::vector<FormId> readable_forms(const Role& role, const DocumentBook& book) {
    std::vector<FormId> forms;
    for (const FormId& form : book.forms)
        if (role.may_read(form)) forms.push_back(form);
    std::sort(forms.begin(), forms.end());
    return forms;
}

}  // namespace

// What to tap; the device's command line adds its own command.
HttpError needs_new_code(const std::string& code, Message what) {
    what.vi +=
        " Không mất gì: mọi thứ vẫn ở trên máy. Hãy xin cán bộ huyện một mã mới, rồi nhập vào ô “Mã mới của huyện” ở "
        "màn hình Đồng bộ.";
    what.en +=
        " Nothing is lost: everything is still on the device. Ask the district for a new code, then enter it under "
        "“New code from the district” on the Sync screen.";
    return {code, std::move(what)};
}

HttpError unknown_token() {
    return needs_new_code("unknown_token", {"Máy chủ không nhận ra máy này.", "The server does not know this device."});
}

bool is_within_grants(const Principal& principal, const AreaTree& areas, const AreaCode& area) {
    return areas.is_within_any(area, principal.roots);
}

bool are_within_grants(const Principal& principal, const AreaTree& areas, const std::vector<AreaCode>& codes) {
    return !codes.empty() && std::all_of(codes.begin(), codes.end(), [&](const AreaCode& code) {
        return is_within_grants(principal, areas, code);
    });
}

bool is_own_case(const Principal& principal, const RecordRow& row) {
    if (!principal.role.assigned_only.contains(row.form)) return true;
    const auto state = protocol::decode_state(row.state);
    return state && is_case_of(*state, principal.user);
}

bool may_see(const Principal& principal, const AreaTree& areas, const RecordRow& row) {
    return principal.role.may_read(row.form) && is_within_grants(principal, areas, row.area) &&
           is_own_case(principal, row);
}

std::optional<HttpError> refusal_of_device(StoreReader& store, const DeviceRow& device) {
    switch (device.standing) {
        case DeviceStanding::active: return std::nullopt;
        case DeviceStanding::revoked: break;
        case DeviceStanding::wiped:
            return HttpError{"wipe",
                             {"Máy này đã bị báo mất; dữ liệu trên máy phải được xóa.",
                              "This device was reported lost; the data on it must be destroyed."},
                             wipe_orders_of(store, device)};
    }
    return HttpError{"revoked",
                     {"Máy này đã bị thu hồi quyền đồng bộ. Hãy liên hệ cán bộ huyện.",
                      "This device may no longer sync. Contact the district."}};
}

std::optional<HttpError> refusal_of_user(StoreReader& store, const DocumentBook& book, const UserId& name) {
    const auto user = store.user(name);
    if (!user || user->disabled)
        return HttpError{"disabled",
                         {"Tài khoản " + name + " đã bị khóa. Hãy liên hệ cán bộ huyện.",
                          "The account " + name + " is disabled. Contact the district."}};
    if (!book.role(user->role))
        return HttpError{"no_role",
                         {"Vai trò " + user->role + " của tài khoản " + name + " không có trên máy chủ.",
                          "The role " + user->role + " of the account " + name + " is not known to the server."}};
    return std::nullopt;
}

Answer<Principal> principal_of(StoreReader& store, const DocumentBook& book, const UserId& name) {
    if (auto refused = refusal_of_user(store, book, name)) return *refused;
    const auto user = store.user(name);
    const Role* role = book.role(user->role);
    Principal principal;
    principal.user = name;
    principal.role = *role;
    principal.roots = book.areas.outermost(user->areas);
    principal.grants = {name, user->role, user->areas, readable_forms(*role, book)};
    principal.grants.own.assign(role->assigned_only.begin(), role->assigned_only.end());
    std::sort(principal.grants.own.begin(), principal.grants.own.end());
    principal.grants.write.emplace(role->write.begin(), role->write.end());
    std::sort(principal.grants.write->begin(), principal.grants.write->end());
    principal.grants.review.assign(role->review.begin(), role->review.end());
    std::sort(principal.grants.review.begin(), principal.grants.review.end());
    principal.grants.lease_days = role->lease_days;
    principal.grants.wrong_pins_max = role->wrong_pins_max;
    principal.grants_mark = protocol::fingerprint(principal.grants);
    principal.epoch = store.facts().epoch + "-" + scope_mark(*role);
    return principal;
}

Answer<Principal> principal_of(StoreReader& store, const DocumentBook& book, DeviceId device, const UserId& name) {
    const auto machine = store.device(device);
    if (!machine) return unknown_token();
    if (auto refused = refusal_of_device(store, *machine)) return *refused;
    auto answer = principal_of(store, book, name);
    if (auto* principal = std::get_if<Principal>(&answer)) {
        principal->device = device;
        principal->seals = with_top<protocol::AnswerSeal>(store, device, protocol::answer_seal);
        principal->must_seal = machine->seals && !store.upstream();
    }
    return answer;
}

Answer<Principal> authenticate(StoreReader& store, const DocumentBook& book, const Hash& token_hash) {
    const auto enrolment = store.enrolment(token_hash);
    if (!enrolment) return unknown_token();
    return principal_of(store, book, enrolment->device, enrolment->user);
}

}  // namespace nuong
