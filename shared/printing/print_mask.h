// What a role may not print or export. The classes come from the published role documents; what they mean for one form
// follows the answers wherever they go: a sum of masked answers, a question that is asked only because of one, a label
// that quotes one are left out or blanked too. In doubt everything that is not open is masked.
#pragma once
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "shared/forms/compile.h"

namespace nuong::printing {

using PrintMask = std::set<forms::Sensitivity>;

// Role documents as in schemas/roles.schema.json. No document, one that cannot be read, a role that is not in them and
// a class that nobody knows mask everything but what is open.
PrintMask print_mask_of(std::span<const std::string> role_documents, const std::string& role);

// The same of exports, which leave in numbers: a role that says nothing of them exports only what is open. Nothing: the
// role must not export at all ("exports": false), or nobody knows it.
std::optional<PrintMask> export_mask_of(std::span<const std::string> role_documents, const std::string& role);

class LeftOut {
public:
    LeftOut(const forms::CompiledForm& form, const PrintMask& mask);

    bool node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
    // Whether a text quotes something that is left out.
    bool quotes(const forms::TextTemplate& text) const;
    // Whether an expression asks for something that is left out.
    bool reads(const forms::Expression& expression) const;
    int questions() const;  // that are left out

private:
    const forms::CompiledForm& form_;
    std::vector<bool> nodes_;
};

}  // namespace nuong::printing
