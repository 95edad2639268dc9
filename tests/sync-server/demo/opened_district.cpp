#include "opened_district.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "shared/forms/instance.h"
#include "shared/forms/record_fields.h"

namespace nuong::test {

std::string Opened::operator[](const std::string& path) const {
    const auto at = values.find(path);
    return at == values.end() ? "" : at->second;
}

double Opened::number(const std::string& path) const {
    const std::string text = (*this)[path];
    return text.empty() ? 0 : std::stod(text);
}

bool Opened::has(const std::string& path, const std::string& choice) const {
    std::istringstream words((*this)[path]);
    for (std::string word; words >> word;)
        if (word == choice) return true;
    return false;
}

std::vector<std::string> Opened::rows(const std::string& repeat) const {
    std::set<std::string> keys;
    for (const auto& [path, text] : values)
        if (path.starts_with(repeat + "/")) keys.insert(path.substr(0, path.find('/', repeat.size() + 1)));
    return {keys.begin(), keys.end()};
}

Times both(const Times& a, const Times& b) {
    Times found;
    for (const auto& [one, times] : a)
        if (b.contains(one)) found[one] = times;
    return found;
}

Times either(Times a, const Times& b) {
    for (const auto& [one, times] : b) a[one] += times;
    return a;
}

Times without(Times a, const Times& b) {
    for (const auto& [one, times] : b) a.erase(one);
    return a;
}

double turns(const Times& of, const Times& times) {
    double found = 0;
    for (const auto& [one, often] : times) found += of.contains(one) ? often : 0;
    return found;
}

OpenedDistrict::OpenedDistrict(const DemoStore& demo, const reports::Period& period)
    : tree_(demo.book->areas), first_(to_string(period.first)), last_(to_string(period.last)), day_(period.last) {
    const forms::Environment then{.today = period.last,
                                  .now = Instant(period.last),
                                  .language = "vi",
                                  .user = {},
                                  .device = {},
                                  .utc_offset_min = 420};
    std::set<std::string> corrected;
    demo.each_record([&](const RecordRow& row) {
        const auto form = demo.forms.at(row.form);
        const auto state = protocol::decode_state(row.state);
        if (forms::shown_text(*state, reserved::status) == "void") return;
        corrected.insert(forms::shown_text(*state, reserved::corrects));
        Opened opened{to_string(row.id), row.area, {}};
        const std::string same = forms::shown_text(*state, reserved::same_as);
        if (!same.empty()) same_[opened.id] = same;
        const forms::Instance instance(form, then, forms::shown_answers(form->definition, *state));
        for (const NamedValue& value : instance.values()) opened.values[value.name] = plain_text(value.value);
        records_[row.form].push_back(std::move(opened));
    });
    for (auto& [form, list] : records_)
        std::erase_if(list, [&](const Opened& one) { return corrected.contains(one.id); });
    for (const char* form : {"person_register", "staff_register", "facility_profile"})
        for (const Opened& one : list(form)) home_[one.id] = one.area;
    for (const Opened& file : list("person_file")) home_[file["person"]] = file.area;
}

const std::vector<Opened>& OpenedDistrict::list(const std::string& form) const {
    static const std::vector<Opened> none;
    const auto at = records_.find(form);
    return at == records_.end() ? none : at->second;
}

std::string OpenedDistrict::unit_of(const std::string& area, std::size_t digits) const {
    for (const AreaCode& above : tree_.self_and_above(area))
        if (above.size() == digits) return above;
    return "";
}

double OpenedDistrict::units(std::size_t digits) const {
    const auto below = tree_.self_and_below(area_);
    return static_cast<double>(std::count_if(below.begin(), below.end(), [&](const AreaCode& code) {
        return code.size() == digits && tree_.is_in_force(code, day_);
    }));
}

std::string OpenedDistrict::one(const std::string& person) const {
    const auto at = same_.find(person);
    return at == same_.end() ? person : at->second;
}

std::string OpenedDistrict::home(const std::string& subject) const {
    const auto at = home_.find(subject);
    return at == home_.end() ? "" : at->second;
}

}  // namespace nuong::test
