#include "shared/forms/consents.h"

#include <algorithm>
#include <map>

#include "shared/forms/instance.h"

namespace nuong::forms {
namespace {

bool outweighs(const Consent& later, const Consent& before) {
    if (later.date != before.date) return later.date > before.date;
    return before.is_given() || !later.is_given();
}

std::vector<Consent> rows_of(const Instance& person) {
    const CompiledForm& form = person.form();
    const int repeat = form.find(form.definition.settings.consents);
    std::map<int, Consent> rows;
    for (const Item& item : person.items()) {
        if (item.is_row || form.node(item.node).parent != repeat) continue;
        Consent& row = rows[item.row];
        const std::string& name = form.node(item.node).name;
        if (name == consent::purpose) row.purpose = person.view(item).value.text();
        if (name == consent::given) row.given = person.view(item).value.text();
        if (name == consent::date) row.date = person.view(item).value.text();
    }
    std::vector<Consent> said;
    for (auto& [number, row] : rows)
        if (!row.purpose.empty() && !row.given.empty()) said.push_back(std::move(row));
    return said;
}

}  // namespace

std::vector<Consent> last_consents(const Instance& person) {
    if (person.form().definition.settings.consents.empty()) return {};
    std::vector<Consent> last;
    for (Consent& row : rows_of(person)) {
        const auto at =
            std::find_if(last.begin(), last.end(), [&](const Consent& each) { return each.purpose == row.purpose; });
        if (at == last.end()) last.push_back(std::move(row));
        else if (outweighs(row, *at)) *at = std::move(row);
    }
    return last;
}

}  // namespace nuong::forms
