// What does not leave of a form by the classes of its answers. It follows the answers wherever they go: a sum of masked
// answers, a question that is asked only because of one, a label that quotes one are left out too.
#pragma once
#include <set>
#include <vector>

#include "shared/forms/compile.h"

namespace nuong::forms {

using Mask = std::set<Sensitivity>;  // classes of answers that are left out
inline const Mask every_class{Sensitivity::identifying, Sensitivity::health, Sensitivity::special};

class LeftOut {
public:
    LeftOut(const CompiledForm& form, const Mask& mask);

    bool node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
    // Whether a text quotes something that is left out.
    bool quotes(const TextTemplate& text) const;
    // Whether an expression asks for something that is left out.
    bool reads(const Expression& expression) const;
    int questions() const;  // that are left out

private:
    const CompiledForm& form_;
    std::vector<bool> nodes_;
};

}  // namespace nuong::forms
