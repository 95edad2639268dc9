#include "shared/printing/print_mask.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace nuong::printing {
namespace {

using forms::Sensitivity;

const PrintMask& everything = forms::every_class;

// A mask as one role writes it; `unsaid` when it does not, everything when it cannot be read.
PrintMask mask_of_role(const Json& role, const char* purpose, const PrintMask& unsaid) {
    const auto masks = role.find("masks");
    if (masks == role.end()) return unsaid;
    if (!masks->is_object()) return everything;
    const auto written = masks->find(purpose);
    if (written == masks->end()) return unsaid;
    if (!written->is_array()) return everything;
    PrintMask mask;
    for (const Json& name : *written) {
        const auto known = std::find_if(everything.begin(), everything.end(), [&](Sensitivity sensitivity) {
            return name.is_string() && name.get<std::string>() == name_of(sensitivity);
        });
        if (known == everything.end()) return everything;
        mask.insert(*known);
    }
    return mask;
}

// The first that is written of a role; nothing when a document before it cannot be read, or none has it.
std::optional<Json> role_in(std::span<const std::string> documents, const std::string& role) {
    for (const std::string& document : documents) {
        const auto json = parse_json(document, "roles");
        if (!json || !json->is_object() || !json->contains("roles") || !(*json)["roles"].is_array())
            return std::nullopt;
        for (const Json& each : (*json)["roles"])
            if (each.is_object() && each.contains("id") && each["id"] == role) return each;
    }
    return std::nullopt;
}

}  // namespace

PrintMask print_mask_of(std::span<const std::string> role_documents, const std::string& role) {
    const auto written = role_in(role_documents, role);
    return written ? mask_of_role(*written, "print", {}) : everything;
}

std::optional<PrintMask> export_mask_of(std::span<const std::string> role_documents, const std::string& role) {
    const auto written = role_in(role_documents, role);
    if (!written) return std::nullopt;
    if (const auto exports = written->find("exports"); exports != written->end() && *exports != true)
        return std::nullopt;
    return mask_of_role(*written, "export", everything);
}

}  // namespace nuong::printing
