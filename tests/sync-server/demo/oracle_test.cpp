// The indicators of a whole demo district against a second way of counting them, written apart: every record is opened
// as a form, and people are kept in sets of names. No measure, no set expression, no bit of the report's code.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "demo_store.h"
#include "shared/forms/instance.h"
#include "shared/forms/record_fields.h"
#include "sync-server/core/make_report.h"

using namespace nuong;
using namespace nuong::test;

namespace {

using People = std::set<std::string>;

struct Opened {
    std::string id, area, status, corrects;
    std::map<std::string, std::string> values;  // by path, as text
    std::vector<std::string> rows(const std::string& repeat) const {
        std::set<std::string> keys;
        for (const auto& [path, text] : values)
            if (path.starts_with(repeat + "/")) keys.insert(path.substr(0, path.find('/', repeat.size() + 1)));
        return {keys.begin(), keys.end()};
    }
    std::string operator[](const std::string& path) const {
        const auto at = values.find(path);
        return at == values.end() ? "" : at->second;
    }
};

// A district's records, opened as of the last day of the period.
class Oracle {
public:
    Oracle(const DemoStore& demo, const std::string& area, const reports::Period& period)
        : tree_(demo.book->areas), area_(area), t0_(to_string(period.first)), t1_(to_string(period.last)) {
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
            Opened opened{to_string(row.id),
                          row.area,
                          forms::shown_text(*state, reserved::status),
                          forms::shown_text(*state, reserved::corrects),
                          {}};
            if (opened.status == "void") return;
            if (!opened.corrects.empty()) corrected.insert(opened.corrects);
            const std::string same = forms::shown_text(*state, reserved::same_as);
            if (!same.empty()) same_[opened.id] = same;
            const forms::Instance instance(form, then, forms::shown_answers(form->definition, *state));
            for (const NamedValue& value : instance.values()) opened.values[value.name] = plain_text(value.value);
            records_[row.form].push_back(std::move(opened));
        });
        for (auto& [form, list] : records_)
            std::erase_if(list, [&](const Opened& one) { return corrected.contains(one.id); });
        for (const Opened& file : records_["person_file"]) home_[file["person"]] = file.area;
    }

    std::string one(const std::string& person) const {
        const auto at = same_.find(person);
        return at == same_.end() ? person : at->second;
    }
    bool here(const std::string& area) const { return tree_.is_within(area, area_); }
    bool in_period(const std::string& day) const { return day != "" && t0_ <= day && day <= t1_; }

    // People of the area by what is true of some record about them.
    template <class True>
    People people(const std::string& form, True is_true) const {
        People found;
        for (const Opened& record : list(form))
            if (const std::string person = one(record["person"]); person != "" && is_true(record))
                if (const auto home = home_.find(person); home != home_.end() && here(home->second))
                    found.insert(person);
        return found;
    }
    template <class True>
    int count(const std::string& form, True is_true) const {
        int found = 0;
        for (const Opened& record : list(form)) found += here(record.area) && is_true(record);
        return found;
    }
    People in_category(const std::string& category) const {
        return people("person_file", [&](const Opened& file) {
            for (const std::string& row : file.rows("categories")) {
                const bool holds = file[row + "/category"] == category && file[row + "/from"] <= t1_ &&
                                   (file[row + "/to"] == "" || file[row + "/to"] >= t1_);
                const bool closed = file["closure"] != "" && file["closure"] != "open" && !(file["closed_on"] > t1_);
                if (holds && !closed) return true;
            }
            return false;
        });
    }
    People met() const {
        return people("outreach_contact",
                      [&](const Opened& c) { return in_period(c["occurred_on"]) && c["outcome"] == "met"; });
    }
    People screened() const {
        People found = people("screening_assist",
                              [&](const Opened& s) { return in_period(s["occurred_on"]) && s["consent"] == "yes"; });
        found.merge(people("screening_brief",
                           [&](const Opened& s) { return in_period(s["occurred_on"]) && s["consent"] == "yes"; }));
        return found;
    }
    People assessed() const {
        People found = people("clinical_assessment", [&](const Opened& a) { return in_period(a["occurred_on"]); });
        found.merge(people("individual_plan", [&](const Opened& a) { return in_period(a["occurred_on"]); }));
        return found;
    }
    static bool runs(const Opened& episode, const std::string& from, const std::string& to) {
        return episode["start"] != "" && episode["start"] <= to && (episode["end"] == "" || episode["end"] >= from);
    }
    People treated() const {
        return people("treatment_episode", [&](const Opened& e) { return runs(e, t0_, t1_); });
    }
    People helped() const {
        People found = people("post_rehab_visit",
                              [&](const Opened& v) { return in_period(v["occurred_on"]) && v["help_given"] != ""; });
        found.merge(people("livelihood_support", [&](const Opened& s) {
            return (s["state"] == "received" || s["state"] == "finished") && in_period(s["state_on"]);
        }));
        return found;
    }
    const std::vector<Opened>& list(const std::string& form) const {
        static const std::vector<Opened> none;
        const auto at = records_.find(form);
        return at == records_.end() ? none : at->second;
    }
    const std::string& t0() const { return t0_; }
    const std::string& t1() const { return t1_; }

private:
    const AreaTree& tree_;
    std::string area_, t0_, t1_;
    std::map<std::string, std::vector<Opened>> records_;
    std::map<std::string, std::string> same_, home_;
};

People both(const People& a, const People& b) {
    People found;
    for (const std::string& one : a)
        if (b.contains(one)) found.insert(one);
    return found;
}

struct Expected {
    double numerator = 0;
    std::optional<double> denominator;
};
Expected share(const People& above, const People& below) {
    return {double(both(above, below).size()), double(below.size())};
}

std::map<std::string, Expected> expected_people(const Oracle& o) {
    const People addicts = o.in_category("addict_file"), met = o.met(), treated = o.treated(), screened = o.screened();
    std::map<std::string, Expected> all;
    all["I01"] = share(both(both(met, screened), o.assessed()), addicts);
    all["I01a"] = share(met, addicts);
    all["I01b"] = share(screened, addicts);
    all["I01d"] = share(treated, addicts);
    all["I15"] = share(treated, addicts);
    all["I02"] = share(o.helped(), o.in_category("post_rehab"));
    People reached = met;
    reached.merge(o.people("service_referral", [&](const Opened& r) {
        for (const std::string& row : r.rows("events"))
            if ((r[row + "/state"] == "arrived" || r[row + "/state"] == "done") && o.in_period(r[row + "/date"]))
                return true;
        return false;
    }));
    all["I03"] = share(reached, o.in_category("user_file"));
    all["I58"] = {double(o.people("person_file",
                                  [&](const Opened& f) {
                                      for (const std::string& row : f.rows("categories"))
                                          if (f[row + "/category"] == "addict_file" && o.in_period(f[row + "/from"]))
                                              return true;
                                      return false;
                                  })
                             .size()),
                  std::nullopt};
    return all;
}

void add_treatment(const Oracle& o, std::map<std::string, Expected>& all) {
    const auto form_is = [&](const std::string& form) {
        return [&o, form](const Opened& e) { return Oracle::runs(e, o.t0(), o.t1()) && e["form"] == form; };
    };
    all["I20a"] = {double(o.count("treatment_episode", form_is("compulsory"))), std::nullopt};
    all["I21b"] = {double(o.count("treatment_episode", form_is("home"))), std::nullopt};
    all["I17"] = {
        double(o.count("treatment_episode", [&](const Opened& e) { return Oracle::runs(e, o.t0(), o.t1()); })),
        double(o.in_category("addict_file").size())};
    const auto open = [&](const Opened& e) { return Oracle::runs(e, o.t1(), o.t1()); };
    all["I22"] = {
        double(
            o.people("treatment_episode", [&](const Opened& e) { return open(e) && e["form"] == "methadone"; }).size()),
        std::nullopt};
    all["I40"] = share(o.people("treatment_episode", open), o.in_category("addict_file"));
    all["I40"].numerator = double(o.people("treatment_episode", open).size());
    const People substituted = o.people("treatment_episode", [&](const Opened& e) {
        return open(e) && (e["form"] == "methadone" || e["form"] == "buprenorphine");
    });
    all["I23"] = share(o.people("episode_substitution", [](const Opened& s) { return s["phase"] == "maintenance"; }),
                       substituted);
    const People completed = o.people(
        "treatment_episode", [&](const Opened& e) { return e["result"] == "completed" && o.in_period(e["end"]); });
    all["I53"] =
        share(o.people("post_rehab_dossier", [&](const Opened& d) { return d["start"] <= o.t1(); }), completed);
    const People open_dossiers = o.people("post_rehab_dossier", [](const Opened& d) { return d["is_open"] == "true"; });
    all["I41"] = {double(open_dossiers.size()), std::nullopt};
    const std::string month_ago = to_string(*parse_date(o.t1()) - std::chrono::days(30));
    const People visited = o.people("post_rehab_visit", [&](const Opened& v) {
        return v["occurred_on"] > month_ago && v["occurred_on"] <= o.t1();
    });
    People unvisited = open_dossiers;
    for (const std::string& one : visited) unvisited.erase(one);
    all["X02"] = {double(unvisited.size()), double(open_dossiers.size())};
}

void add_events(const Oracle& o, std::map<std::string, Expected>& all) {
    const auto in_period = [&](const Opened& r) { return o.in_period(r["occurred_on"]); };
    std::set<std::string> communes;
    double attendees = 0;
    for (const Opened& event : o.list("communication_activity")) {
        if (!o.here(event.area) || !in_period(event)) continue;
        if (event.area.size() == 5) communes.insert(event.area);
        if (event["kind"] == "event" && event["event/headcount"] != "")
            attendees += std::stod(event["event/headcount"]);
    }
    all["I11"] = {double(communes.size()), std::nullopt};
    all["I43a"] = {attendees, std::nullopt};
    all["X03"] = {double(o.count("service_referral",
                                 [&](const Opened& r) {
                                     return in_period(r) && (r["state"] == "arrived" || r["state"] == "done");
                                 })),
                  double(o.count("service_referral", in_period))};
    all["I42"] = {double(o.count("training_class", [&](const Opened& c) { return o.in_period(c["start"]); })),
                  std::nullopt};
}

}  // namespace

TEST_CASE("a demo district's indicators come out the same when counted another way") {
    DemoStore demo({.seed = 11, .people = 400, .months = 24, .until = *parse_date("2024-12-31")});
    for (const char* area : {"089", "03061"})
        for (const char* code : {"2024-H1", "2024", "2023-03-15..2024-02-10"}) {
            CAPTURE(area, code);
            const reports::Period period = *reports::parse_period(code);
            const Oracle oracle(demo, area, period);
            auto expected = expected_people(oracle);
            add_treatment(oracle, expected);
            add_events(oracle, expected);
            const auto table = make_report(*demo.store->read(), "B11", area, period);
            REQUIRE(table);
            std::size_t compared = 0;
            for (const reports::ReportRow& row : table->sections[0].rows) {
                const auto at = expected.find(row.id);
                if (at == expected.end()) continue;
                CAPTURE(row.id);
                CHECK(row.total.numerator == at->second.numerator);
                if (at->second.denominator) CHECK(row.total.denominator == at->second.denominator);
                double units = 0;
                for (const reports::Cell& cell : row.cells) units += cell.numerator.value_or(0);
                CHECK(units == row.total.numerator);  // the columns add up to the total
                ++compared;
            }
            CHECK(compared == expected.size());
        }
}

TEST_CASE("every shipped report can be written of a demo district, in every format") {
    DemoStore demo({.seed = 2, .people = 80, .months = 12, .until = *parse_date("2024-12-31")});
    for (const char* id : {"R1",  "R2",  "R3",  "R4",  "R5",  "R6",  "R7",  "R8",  "R9",  "B01",
                           "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11"}) {
        CAPTURE(id);
        const auto table = make_report(*demo.store->read(), id, "089", *reports::parse_period("2024"));
        REQUIRE(table);
        CHECK(reports::to_text(*table, Language::en).size() > 200);
        CHECK(reports::to_csv(*table, Language::vi).starts_with("id,section,"));
        const std::string path = "/tmp/nuong-demo-report.xlsx";
        CHECK(reports::write_xlsx(*table, Language::vi, path));
        std::remove(path.c_str());
    }
    std::size_t overdue = 0;
    for (const AreaCode& commune : demo.book->areas.children("089")) {
        const auto due = make_report(*demo.store->read(), "R7", commune, *reports::parse_period("2024"));
        CHECK(due->sections.size() == 4);
        CHECK(due->sections[3].list_head.size() == 4);
        overdue += due->sections[3].list.size();
        for (const reports::ListLine& line : due->sections[3].list) {  // words, not the codes of choices
            CAPTURE(line.fields[2], line.fields[3]);
            CHECK(line.fields[2].size() == 10);  // the day as offices write it
            CHECK(line.fields[2].find('/') == 2);
            CHECK(line.fields[3].find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos);
        }
    }
    CHECK(overdue > 0);
    const auto late = make_report(*demo.store->read(), "R9", "03061", *reports::parse_period("2024"));
    CHECK(late->sections[0].list.size() == 5);  // the five devices of the commune
}
