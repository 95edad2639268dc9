// Roles: who may read and write which forms. Data, not code: schemas/roles/.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/forms/left_out.h"
#include "shared/model/ids.h"

namespace nuong {

using forms::Mask;

struct Role {
    std::string id;
    Message name;
    std::unordered_set<FormId> write;
    std::unordered_set<FormId> read;           // what may be written may be read
    std::unordered_set<FormId> review;         // says of a record that it is checked, or returns it; read as well
    std::unordered_set<FormId> assigned_only;  // of those: only the user's own caseload is meant
    Mask export_mask, print_mask;
    bool may_export = true;
    std::uint32_t lease_days = 0;      // without contact; then a device asks for a sync before it shows records
    std::uint32_t wrong_pins_max = 0;  // in a row; then a device destroys what it holds. 0: never, of both
    bool is_relay = false;             // not a person: a server that serves the devices of its areas
    bool sees_desk = false;            // is told which devices of its areas are late, and what waits there
    bool signs = false;                // as written; where no role does, see reports/report_signers.h
    bool keeps_accounts = false;       // looks after accounts and devices: enrolment codes, revoking, disabling

    bool may_write(const FormId& form) const { return write.contains(form); }
    bool may_review(const FormId& form) const { return review.contains(form); }
    bool may_read(const FormId& form) const {
        return read.contains(form) || write.contains(form) || review.contains(form);
    }
};

using Roles = std::unordered_map<std::string, Role>;

// {"kind":"roles", "id", "version", "roles":[{id, name_vi, name_en, write:[form], read:[form], review?:[form],
// assigned_only?:[form],
//  masks?:{export:[class], print:[class]}, exports?:false, lease_days?, wrong_pins_max?, relay?:true, desk?:true,
//  signs?:true, accounts?:true}]}, see schemas/roles.schema.json; `what` names it in errors.
Result<Roles> parse_roles(std::string_view json, const std::string& what);

// Changes whenever the role's readable forms do: then a device must read its feeds from the start.
std::string scope_mark(const Role& role);

}  // namespace nuong
