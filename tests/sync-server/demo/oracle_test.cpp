// The indicators of a whole demo district against a second way of counting them, written apart from the definitions in
// schemas/indicators: every record is opened as a form, and people are kept by name. A new indicator is counted here as
// well; so far every one of them is.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "opened_district.h"
#include "rare_saves.h"
#include "sync-server/core/make_report.h"

using namespace nuong;
using namespace nuong::test;

namespace {

struct Expected {
    double numerator = 0;
    std::optional<double> denominator = {};
    std::optional<double> turns = {};
};
using AllExpected = std::map<std::string, Expected>;

Expected number_of(const Times& people) { return {double(people.size())}; }
Expected share(const Times& above, const Times& below) {
    return {double(both(above, below).size()), double(below.size())};
}
// ... and how often this happened to those above the line.
Expected share(const Times& above, const Times& below, const Times& times) {
    return {double(both(above, below).size()), double(below.size()), turns(both(above, below), times)};
}
Expected with_turns(const Times& people, const Times& times) {
    return {double(people.size()), {}, turns(people, times)};
}

using IsTrue = std::function<bool(const Opened&)>;
using IsTrueOfRow = std::function<bool(const Opened&, const std::string& row)>;

// Goes through the records of one area and period.
class Oracle : public OpenedDistrict {
public:
    using OpenedDistrict::OpenedDistrict;

    // People of the area by what is true of some record about them, or of a row in it.
    Times people(const std::string& form, const IsTrue& is_true) const {
        Times found;
        for (const Opened& record : list(form)) note(found, one(record["person"]), is_true(record));
        return found;
    }
    Times people_by_row(const std::string& form, const std::string& repeat, const IsTrueOfRow& is_true) const {
        Times found;
        for (const Opened& record : list(form))
            for (const std::string& row : record.rows(repeat)) note(found, one(record["person"]), is_true(record, row));
        return found;
    }
    // Those of a register: staff, facilities, people.
    Times registered(const std::string& form, const IsTrue& is_true) const {
        Times found;
        for (const Opened& record : list(form)) note(found, one(record.id), is_true(record));
        return found;
    }
    double count(const std::string& form, const IsTrue& is_true) const {
        return sum(form, [&](const Opened& record) { return is_true(record) ? 1.0 : 0.0; });
    }
    double count_rows(const std::string& form, const std::string& repeat, const IsTrueOfRow& is_true) const {
        return sum(form, [&](const Opened& record) {
            const auto rows = record.rows(repeat);
            return double(
                std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return is_true(record, row); }));
        });
    }
    double sum(const std::string& form, const std::function<double(const Opened&)>& of) const {
        double found = 0;
        for (const Opened& record : list(form)) found += here(record.area) ? of(record) : 0;
        return found;
    }
    // Communes or districts of the area in which a record lies of which it is true.
    Times units_with(std::size_t digits, const std::string& form, const IsTrue& is_true) const {
        Times found;
        for (const Opened& record : list(form))
            if (const std::string unit = unit_of(record.area, digits); unit != "" && here(unit) && is_true(record))
                ++found[unit];
        return found;
    }
    // Of whom no register tells where they belong: where they were seen last, in the record that was begun last.
    struct Seen {
        std::string subject, record, area;
    };
    Times seen(const std::vector<Seen>& all) const {
        std::map<std::string, std::pair<std::string, std::string>> last;
        Times times, found;
        for (const Seen& each : all) {
            ++times[each.subject];
            last[each.subject] = std::max(last[each.subject], {each.record, each.area});
        }
        for (const auto& [subject, at] : last) {
            const std::string place = home(subject) != "" ? home(subject) : at.second;
            if (here(place)) found[subject] = times[subject];
        }
        return found;
    }

private:
    void note(Times& found, const std::string& subject, bool is_true) const {
        if (is_true && home(subject) != "" && here(home(subject))) ++found[subject];
    }
};

bool is_one_of(const std::string& text, const std::set<std::string>& those) { return those.contains(text); }
bool runs(const Opened& one, const std::string& from, const std::string& to) {
    return one["start"] != "" && one["start"] <= to && (one["end"] == "" || one["end"] >= from);
}

IsTrue happened(const Oracle& o, const IsTrue& is_true) {
    return [&o, is_true](const Opened& one) { return o.in_period(one["occurred_on"]) && is_true(one); };
}
IsTrue happened(const Oracle& o) {
    return happened(o, [](const Opened&) { return true; });
}

Times in_category(const Oracle& o, const std::string& category) {
    return o.people_by_row("person_file", "categories", [&](const Opened& file, const std::string& row) {
        const bool holds = file[row + "/category"] == category && file[row + "/from"] != "" &&
                           file[row + "/from"] <= o.last() &&
                           (file[row + "/to"] == "" || file[row + "/to"] >= o.last());
        return holds && (is_one_of(file["closure"], {"", "open"}) || file["closed_on"] > o.last());
    });
}

const std::set<std::string> centres{"compulsory", "vol_centre"}, outside_centres{"rehab_house", "home", "community"},
    substitution{"methadone", "buprenorphine"};

// What was done with people, as several indicators ask for it.
struct Care {
    explicit Care(const Oracle& o)
        : addicts(in_category(o, "addict_file")),
          met(o.people("outreach_contact", happened(o, [](const Opened& c) { return c["outcome"] == "met"; }))),
          treated(o.people("treatment_episode", [&](const Opened& e) { return runs(e, o.first(), o.last()); })),
          started(o.people("treatment_episode", [&](const Opened& e) { return o.in_period(e["start"]); })),
          open_dossiers(o.people("post_rehab_dossier", [](const Opened& d) { return d["is_open"] == "true"; })) {
        const auto consents = happened(o, [](const Opened& s) { return s["consent"] == "yes"; });
        screened = either(o.people("screening_assist", consents), o.people("screening_brief", consents));
        assessed = either(o.people("clinical_assessment", happened(o)), o.people("individual_plan", happened(o)));
        helped = o.people("post_rehab_visit", happened(o, [](const Opened& v) { return v["help_given"] != ""; }));
        helped = either(helped, o.people("livelihood_support", [&](const Opened& s) {
            return is_one_of(s["state"], {"received", "finished"}) && o.in_period(s["state_on"]);
        }));
    }
    Times addicts, met, treated, started, open_dossiers, screened, assessed, helped;
};

void add_outreach(const Oracle& o, const Care& care, AllExpected& all) {
    all["I01"] = share(both(both(care.met, care.screened), care.assessed), care.addicts, care.met);
    all["I01a"] = share(care.met, care.addicts, care.met);
    all["I01b"] = share(care.screened, care.addicts);
    const Times changing = o.people("outreach_contact", happened(o, [](const Opened& c) {
                                        return c["outcome"] == "met" && c.has("purpose", "behaviour_change");
                                    }));
    all["I01c"] = share(changing, care.addicts, changing);
    all["I02"] = share(care.helped, in_category(o, "post_rehab"));
    const Times referred = o.people_by_row("service_referral", "events", [&](const Opened& r, const std::string& row) {
        return is_one_of(r[row + "/state"], {"arrived", "done"}) && o.in_period(r[row + "/date"]);
    });
    all["I03"] = share(either(care.met, referred), in_category(o, "user_file"), care.met);
    all["I58"] = number_of(o.people_by_row("person_file", "categories", [&](const Opened& f, const std::string& row) {
        return f[row + "/category"] == "addict_file" && o.in_period(f[row + "/from"]);
    }));
    const Times present = o.registered("person_register", [&](const Opened& p) {
        return p["whereabouts/presence"] == "here" && p["occurred_on"] != "" && p["occurred_on"] <= o.last();
    });
    const Times users = either(in_category(o, "user_file"), in_category(o, "user_nofile"));
    all["I47"] = share(care.treated, either(care.addicts, both(present, users)), care.treated);
    const auto reached = happened(o, [](const Opened& r) { return is_one_of(r["state"], {"arrived", "done"}); });
    all["X03"] = {o.count("service_referral", reached), o.count("service_referral", happened(o))};
    const auto due = [&](const Opened& c) { return c["in_time"] != "" && o.in_period(c["received_on"]); };
    all["X04"] = {o.count("hotline_followup", [&](const Opened& c) { return due(c) && c["in_time"] == "yes"; }),
                  o.count("hotline_followup", due)};
}

void add_after_rehab(const Oracle& o, const Care& care, AllExpected& all) {
    all["I41"] = number_of(care.open_dossiers);
    const std::string month_ago = to_string(*parse_date(o.last()) - std::chrono::days(30));
    const Times visited = o.people("post_rehab_visit", [&](const Opened& v) {
        return v["occurred_on"] > month_ago && v["occurred_on"] <= o.last();
    });
    all["X02"] = share(without(care.open_dossiers, visited), care.open_dossiers);
    const auto completed = [&](const Opened& e) { return e["result"] == "completed" && o.in_period(e["end"]); };
    const Times made =
        o.people("post_rehab_dossier", [&](const Opened& d) { return d["start"] != "" && d["start"] <= o.last(); });
    all["I53"] = share(made, o.people("treatment_episode", completed));
    all["I56"] = share(care.helped, o.people("treatment_episode", [&](const Opened& e) {
        return completed(e) && e["form"] == "compulsory";
    }));
    const Times addicted =
        o.people("clinical_assessment", happened(o, [](const Opened& a) { return a["conclusion"] == "addicted"; }));
    all["I57"] = share(either(addicted, care.started),
                       o.people("post_rehab_dossier", [&](const Opened& d) { return runs(d, o.first(), o.last()); }));
    const Times loans = o.people("livelihood_support", [&](const Opened& s) {
        return s["kind"] == "loan" && is_one_of(s["state"], {"received", "finished"}) && o.in_period(s["loan/date"]);
    });
    all["I50"] = with_turns(loans, loans);
}

void add_treatment(const Oracle& o, const Care& care, AllExpected& all) {
    const char* episodes = "treatment_episode";
    const double addicts = double(care.addicts.size());
    all["I01d"] = all["I15"] = all["I16"] = share(care.treated, care.addicts, care.treated);
    const auto treated_in = [&](const std::set<std::string>& kinds) -> IsTrue {
        return [&o, kinds](const Opened& e) { return runs(e, o.first(), o.last()) && kinds.contains(e["form"]); };
    };
    const auto treated_by = [&](const std::string& sector) {
        return [&o, sector](const Opened& e) { return runs(e, o.first(), o.last()) && e["sector"] == sector; };
    };
    all["I17"] = {o.count(episodes, [&](const Opened& e) { return runs(e, o.first(), o.last()); }), addicts};
    all["I18"] = {o.count(episodes, treated_by("labour")), addicts};
    all["I18a"] = {o.count(episodes, treated_by("health")), addicts};
    all["I20"] = {o.count(episodes, treated_in(centres))};
    all["I20a"] = {o.count(episodes, treated_in({"compulsory"}))};
    all["I20b"] = {o.count(episodes, treated_in({"vol_centre"}))};
    all["I21"] = {o.count(episodes, treated_in(outside_centres))};
    all["I21a"] = {o.count(episodes, treated_in({"rehab_house"}))};
    all["I21b"] = {o.count(episodes, treated_in({"home"}))};
    const auto open_on = [&](const std::string& day, const std::set<std::string>& kinds) -> IsTrue {
        return [day, kinds](const Opened& e) { return runs(e, day, day) && kinds.contains(e["form"]); };
    };
    all["I22"] = number_of(o.people(episodes, open_on(o.last(), {"methadone"})));
    const std::string day_before = to_string(*parse_date(o.first()) - std::chrono::days(1));
    all["I22c"] = number_of(o.people(episodes, open_on(day_before, {"methadone"})));
    const auto started_in = [&](const std::set<std::string>& kinds) -> IsTrue {
        return [&o, kinds](const Opened& e) { return o.in_period(e["start"]) && kinds.contains(e["form"]); };
    };
    const Times new_patients = o.people(episodes, started_in({"methadone"}));
    all["I22b"] = with_turns(new_patients, new_patients);
    all["I23"] = share(o.people("episode_substitution", [](const Opened& s) { return s["phase"] == "maintenance"; }),
                       o.people(episodes, open_on(o.last(), substitution)));
    all["I40"] = {double(o.people(episodes, [&](const Opened& e) { return runs(e, o.last(), o.last()); }).size()),
                  addicts};
    // Shares of what a plan assigns; for these years none does.
    all["I38"] = {o.count(episodes, [&](const Opened& e) { return o.in_period(e["start"]); })};
    all["I39"] = {o.count(episodes, started_in(centres))};
    all["I39a"] = {o.count(episodes, started_in(outside_centres))};
    all["I39b"] = {o.count(episodes, started_in({"methadone"}))};
    all["I48"] = {all["I20"].numerator + all["I21"].numerator + o.count(episodes, open_on(o.last(), {"methadone"}))};
    all["I49"] = number_of(o.people(
        episodes, [&](const Opened& e) { return treated_in({"compulsory"})(e) && !e.rows("vocational").empty(); }));
    const Times taught =
        o.people_by_row(episodes, "legal_education_sessions",
                        [&](const Opened& e, const std::string& row) { return o.in_period(e[row + "/date"]); });
    all["I52"] = share(taught, o.people(episodes, treated_in(centres)), taught);
    all["I24"].numerator = o.count(episodes, open_on(o.last(), {"compulsory"}));
    all["I24a"].numerator = o.count(episodes, open_on(o.last(), {"vol_centre"}));
    const auto decided = [&](const Opened& p) { return o.in_period(p["decision_on"]); };
    all["I19"] = {o.count("episode_legal_path", [&](const Opened& p) { return decided(p) && p["delivered_on"] != ""; }),
                  o.count("episode_legal_path", decided)};
    const auto timed = [&](const Opened& p) { return decided(p) && p["days_to_decision"] != ""; };
    all["X01"] = {
        o.sum("episode_legal_path", [&](const Opened& p) { return timed(p) ? p.number("days_to_decision") : 0; }),
        o.count("episode_legal_path", timed)};
}

IsTrue is_there(const Oracle& o, const std::set<std::string>& types) {
    return [&o, types](const Opened& f) {
        return types.contains(f["type"]) && f["status"] != "planned" &&
               (f["opened_on"] == "" || f["opened_on"] <= o.last()) &&
               (f["closed_on"] == "" || f["closed_on"] > o.last());
    };
}

void add_facilities(const Oracle& o, AllExpected& all) {
    const char* facilities = "facility_profile";
    const auto sum_of = [&](const std::set<std::string>& types, const std::string& path) {
        return o.sum(facilities, [&](const Opened& f) { return is_there(o, types)(f) ? f.number(path) : 0; });
    };
    all["I24"].denominator = sum_of({"public_centre"}, "staff_nonmgr");
    all["I24a"].denominator = sum_of({"public_centre", "vol_centre"}, "staff_nonmgr");
    all["I51"] = {sum_of({"public_centre", "vol_centre", "rehab_house"}, "capacity_now")};
    all["I07"] = share(o.registered(facilities,
                                    [](const Opened& f) {
                                        return is_one_of(f["review_result"], {"meets", "solution"});
                                    }),
                       o.registered(facilities, is_there(o, {"public_centre", "provider"})));
    all["I09"] = share(o.registered(facilities,
                                    [&](const Opened& f) {
                                        const auto rows = f.rows("quality_scores");
                                        return std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
                                            return o.in_period(f[row + "/date"]);
                                        });
                                    }),
                       o.registered(facilities, is_there(o, {"public_centre", "vol_centre"})));
    all["I14a"] = all["I44a"] = {o.count(
        facilities, [&](const Opened& f) { return f["type"] == "counselling_point" && o.in_period(f["opened_on"]); })};
    all["I14"] = number_of(both(o.units_with(5, facilities, is_there(o, {"counselling_point"})),
                                o.units_with(5, "outreach_contact", happened(o, [](const Opened& c) {
                                                 return c["place"] == "point" && c["outcome"] == "met";
                                             }))));
}

void add_inspections(const Oracle& o, AllExpected& all) {
    std::vector<Oracle::Seen> rounds, objects, told;
    for (const Opened& visit : o.list("inspection_visit")) {
        if (!o.in_period(visit["date"])) continue;
        const bool by_team = visit["kind"] == "team178";
        if (by_team && visit["round_no"] != "") rounds.push_back({visit["round_no"], visit.id, visit.area});
        if (by_team && visit["object"] != "") objects.push_back({visit["object"], visit.id, visit.area});
        if (visit["awareness_given"] == "yes" && visit["object"] != "")
            told.push_back({visit["object"], visit.id, visit.area});
    }
    for (const Opened& event : o.list("communication_activity"))
        if (o.in_period(event["occurred_on"]) && event["event/facility"] != "")
            told.push_back({event["event/facility"], event.id, event.area});
    all["I31"] = with_turns(o.seen(rounds), o.seen(rounds));
    all["I45"] = with_turns(o.seen(objects), o.seen(objects));
    all["I34"] = share(o.seen(told), o.registered("facility_profile", is_there(o, {"business"})));
    const auto detected = [&](const Opened& v, const std::string& row, const std::string& path, const char* text) {
        return v[row + path] == text && o.in_period(v[row + "/detected"]);
    };
    all["I32"] = {o.count_rows("inspection_visit", "cases", [&](const Opened& v, const std::string& row) {
        return detected(v, row, "/raid", "yes");
    })};
    all["I33"] = {o.count_rows("inspection_visit", "cases",
                               [&](const Opened& v, const std::string& row) {
                                   return detected(v, row, "/kind", "prostitution") && v[row + "/handled"] == "yes";
                               }),
                  o.count_rows("inspection_visit", "cases", [&](const Opened& v, const std::string& row) {
                      return detected(v, row, "/kind", "prostitution");
                  })};
}

void add_victims(const Oracle& o, AllExpected& all) {
    const auto verified = [&](const Opened& v) {
        return v["verified/state"] == "yes" && o.in_period(v["verified/date"]);
    };
    all["I35"] = {
        o.count("victim_support", [&](const Opened& v) { return verified(v) && v.number("services_received") > 0; }),
        o.count("victim_support", verified)};
    const auto services = [&](const Opened& v) {
        const auto rows = v.rows("services");
        return double(
            std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return o.in_period(v[row + "/date"]); }));
    };
    all["I46"] = {o.count("victim_support", [&](const Opened& v) { return services(v) > 0; }),
                  {},
                  o.sum("victim_support", services)};
}

// The half year or year of which a commune tells.
std::string end_of(const std::string& period) {
    return period.empty() ? "" : period.substr(0, 4) + (period.find("-H1") != std::string::npos ? "-06-30" : "-12-31");
}

void add_communes(const Oracle& o, AllExpected& all) {
    const char* profiles = "area_period_profile";
    const auto told = [&](const IsTrue& is_true) -> IsTrue {
        return [&o, is_true](const Opened& p) { return o.in_period(end_of(p["period"])) && is_true(p); };
    };
    const auto flagged = [&](const std::string& flag) {
        return o.units_with(5, profiles, told([flag](const Opened& p) { return p.has("classification/flags", flag); }));
    };
    const auto events_at = [&](const std::string& venue) {
        return o.units_with(5, "communication_activity", happened(o, [venue](const Opened& e) {
                                return e["kind"] == "event" && e["event/venue"] == venue;
                            }));
    };
    const Times complex = flagged("complex"), key = flagged("key"), school = events_at("school"),
                workplace = events_at("workplace"), community = events_at("community"),
                events = o.units_with(5, "communication_activity", happened(o));
    all["I08"] = share(both(both(school, workplace), community), complex);
    all["I08a"] = share(either(either(school, workplace), community), complex);
    all["I54"] = share(events, either(key, complex));
    all["I59"] = number_of(flagged("healthy"));
    all["I59a"] = number_of(key);
    all["I11"] = {double(events.size()), o.units(5)};
    Times active = events;
    for (const char* form : {"outreach_contact", "screening_assist", "post_rehab_visit"})
        active = either(active, o.units_with(5, form, happened(o)));
    const auto of_commune = [](const Opened& p) { return p["level"] == "commune"; };
    active = either(active, o.units_with(5, profiles, told(of_commune)));
    all["I10"] = {double(active.size()), o.units(5)};
    all["I60"] = {double(o.units_with(5, profiles, told([&](const Opened& p) {
                                          const Date end = *parse_date(end_of(p["period"]));
                                          return of_commune(p) &&
                                                 p["occurred_on"] <= to_string(end + std::chrono::days(15));
                                      }))
                             .size()),
                  o.units(5)};
    all["I55"] = {
        double(
            o.units_with(3, profiles, told([](const Opened& p) { return p["provider_published"] == "yes"; })).size()),
        o.units(3)};
    std::vector<Oracle::Seen> models;
    for (const Opened& p : o.list(profiles))
        for (const std::string& row : p.rows("models"))
            if (is_one_of(p[row + "/kind"], {"rehab", "post_rehab"}) && p[row + "/start"] != "" &&
                p[row + "/start"] <= o.last() && (p[row + "/end"] == "" || p[row + "/end"] >= o.last()))
                models.push_back({p[row + "/name"] + "|" + p[row + "/org"], p.id, p.area});
    all["I06"] = number_of(o.seen(models));
}

void add_communication(const Oracle& o, AllExpected& all) {
    const char* activities = "communication_activity";
    const auto events = [&](const std::set<std::string>& types, const std::string& topic = "", const char* level = "") {
        return Expected{o.count(activities, happened(o, [&](const Opened& e) {
                                    return e["kind"] == "event" && (types.empty() || types.contains(e["event/type"])) &&
                                           (topic.empty() || e.has("event/topics", topic)) &&
                                           (*level == 0 || e["event/level"] == level);
                                }))};
    };
    all["I25"] = events({"forum"});
    all["I25a"] = events({"forum"}, "", "district");
    all["I25b"] = events({"forum"}, "", "commune");
    all["I26"] = all["I44"] = events({"consensus_conf"});
    all["I29"] = events({"forum"}, "prostitution");
    all["I29a"] = events({"session"}, "prostitution");
    all["I36"] = events({"session", "talk"}, "trafficking");
    all["I36b"] = events({"forum"}, "trafficking");
    all["I37a"] = events({"workshop"}, "trafficking");
    all["I43"] = events({});
    all["I43a"] = {o.sum(activities, [&](const Opened& e) {
        return o.in_period(e["occurred_on"]) && e["kind"] == "event" ? e.number("event/headcount") : 0;
    })};
    const auto made = [&](const std::string& product, const std::set<std::string>& topics) {
        return Expected{o.sum(activities, [&](const Opened& a) {
            const bool fits =
                topics.empty() || std::any_of(topics.begin(), topics.end(), [&](const std::string& topic) {
                    return a.has("media/product_topics", topic);
                });
            const bool counts =
                o.in_period(a["occurred_on"]) && a["kind"] == "product" && a["media/product"] == product;
            return counts && fits ? a.number("media/quantity_made") : 0;
        })};
    };
    all["I27"] = made("leaflet", {"rehab", "drug", "post_rehab"});
    all["I27a"] = made("leaflet", {"prostitution"});
    all["I29b"] = made("panel", {"prostitution"});
    all["I36a"] = made("banner", {"trafficking"});
    all["I36c"] = made("pen", {"trafficking"});
    all["I43b"] = made("handbook", {});
    all["I43c"] = made("leaflet", {});
    all["I43d"] = made("banner", {});
    for (const auto& [id, respondent] : {std::pair{"I12", "official"}, std::pair{"I13", "adult"}}) {
        const std::string asked = respondent;
        all[id] = {
            o.count("awareness_survey",
                    happened(o, [&](const Opened& s) { return s["respondent"] == asked && s["knows"] == "yes"; })),
            o.count("awareness_survey",
                    happened(o, [&](const Opened& s) { return s["respondent"] == asked && s["knows"] != ""; }))};
    }
}

void add_classes(const Oracle& o, AllExpected& all) {
    const auto classes = [&](const std::set<std::string>& topics) {
        return Expected{o.count("training_class", [&](const Opened& c) {
            return o.in_period(c["start"]) &&
                   (topics.empty() || std::any_of(topics.begin(), topics.end(),
                                                  [&](const std::string& topic) { return c.has("topics", topic); }));
        })};
    };
    all["I28"] = classes({"treatment", "counselling", "outreach", "screening_plan", "group_work", "case_mgmt",
                          "social_work", "ats", "model_coord", "quality"});
    all["I30"] = classes({"prostitution"});
    all["I30c"] = classes({"harm_reduction"});
    all["I37"] = classes({"victims"});
    all["I42"] = classes({});
    std::vector<Oracle::Seen> trained, since_2023, of_prostitution, trainees;
    for (const Opened& c : o.list("training_class"))
        for (const std::string& row : c.rows("roster")) {
            const std::string staff = c[row + "/staff"], family = c[row + "/family"];
            const bool attended = c[row + "/attended"] == "yes";
            if (staff != "" && attended && o.in_period(c["end"])) trained.push_back({staff, c.id, c.area});
            if (staff != "" && attended && c["end"] >= "2023-01-01" && c["end"] <= o.last())
                since_2023.push_back({staff, c.id, c.area});
            if (staff != "" && c.has("topics", "prostitution") && o.in_period(c["start"]))
                of_prostitution.push_back({staff, c.id, c.area});
            const std::string who = staff != "" ? staff : family != "" ? family : c[row + "/outside_key"];
            if (who != "" && attended && o.in_period(c["start"])) trainees.push_back({who, c.id, c.area});
        }
    const auto staff_who = [&](const IsTrue& is_true) {
        return o.registered("staff_register", [&](const Opened& s) {
            return s["from"] != "" && s["from"] <= o.last() && (s["to"] == "" || s["to"] >= o.last()) && is_true(s);
        });
    };
    const Times staff = staff_who([](const Opened&) { return true; });
    const Times direct =
        staff_who([](const Opened& s) { return s.has("role", "direct") || s.has("role", "facility"); });
    all["I04"] = share(o.seen(trained), staff, o.seen(trained));
    all["I04a"] = share(o.seen(since_2023), staff, o.seen(since_2023));
    all["I05"] = share(o.seen(trained), direct, o.seen(trained));
    all["I42a"] = with_turns(o.seen(trainees), o.seen(trainees));
    const Times taught = o.seen(of_prostitution);
    const Times collaborators = both(staff_who([](const Opened& s) { return s.has("role", "collaborator"); }), taught);
    const Times officers =
        both(staff_who([](const Opened& s) { return !s.has("role", "collaborator") && !s.has("role", "volunteer"); }),
             taught);
    all["I30a"] = with_turns(collaborators, taught);
    all["I30b"] = with_turns(officers, taught);
}

AllExpected expected_of(const Oracle& o) {
    AllExpected all;
    const Care care(o);
    add_outreach(o, care, all);
    add_after_rehab(o, care, all);
    add_treatment(o, care, all);
    add_facilities(o, all);
    add_inspections(o, all);
    add_victims(o, all);
    add_communes(o, all);
    add_communication(o, all);
    add_classes(o, all);
    return all;
}

// What a commune keeps to itself may be hidden above it, and is then not told at all.
void check_row(const reports::ReportRow& row, const Expected& expected, bool is_commune) {
    CAPTURE(row.id);
    const bool is_hidden = row.total.status == reports::CellStatus::hidden;
    if (is_hidden) {
        CHECK((row.hide_below > 0 && !is_commune));
        return;
    }
    CHECK(row.total.numerator == expected.numerator);
    CHECK(row.total.denominator == expected.denominator);
    if (expected.turns) CHECK(row.total.turns == expected.turns);
    double units = 0;
    for (const reports::Cell& cell : row.cells) units += cell.numerator.value_or(0);
    if (row.hide_below == 0) CHECK(units == row.total.numerator);  // the columns add up to the total
}

// The figures as the command line writes them.
void check_written(const reports::ReportTable& table, const AllExpected& expected) {
    for (const auto& row : reports::to_json(table, Language::vi).at("rows")) {
        const std::string id = row.at("id");
        CAPTURE(id);
        if (row.at("status") == "hidden") continue;
        CHECK(row.at("numerator") == expected.at(id).numerator);
        if (expected.at(id).denominator) CHECK(row.at("denominator") == *expected.at(id).denominator);
    }
}

// Those that nothing in the district moves: a check of theirs says little.
std::set<std::string> still(const std::map<std::string, double>& largest) {
    std::set<std::string> found;
    for (const auto& [id, number] : largest)
        if (number == 0) found.insert(id);
    return found;
}

}  // namespace

TEST_CASE("every indicator of a demo district comes out the same when counted another way") {
    DemoStore demo({.seed = 11, .people = 400, .months = 24, .until = *parse_date("2024-12-31")}, rare_saves());
    CAPTURE(demo.sent.first_refusal);
    CHECK(demo.sent.refused == 0);
    std::map<std::string, double> largest;
    for (const char* code : {"2024-H1", "2024", "2023-03-15..2024-02-10"}) {
        const reports::Period period = *reports::parse_period(code);
        Oracle oracle(demo, period);
        for (const char* area : {"10", "089", "03061", "03076"}) {
            CAPTURE(area, code);
            oracle.look_at(area);
            const AllExpected expected = expected_of(oracle);
            const auto table = make_report(*demo.store->read(), "B11", area, period);
            REQUIRE(table);
            std::set<std::string> counted;
            for (const reports::ReportRow& row : table->sections[0].rows) {
                CAPTURE(row.id);
                const auto at = expected.find(row.id);
                CHECK(at != expected.end());  // a new one: how is it counted by hand?
                if (at == expected.end()) continue;
                counted.insert(row.id);
                check_row(row, at->second, std::string(area).size() == 5);
                largest[row.id] = std::max(largest[row.id], at->second.numerator);
            }
            CHECK(counted.size() == expected.size());
            check_written(*table, expected);
        }
    }
    CHECK(still(largest) == std::set<std::string>{});
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
    const auto told = make_report(*demo.store->read(), "R8", "089", *reports::parse_period("2024"));
    REQUIRE_FALSE(told->sections[0].list.empty());
    for (const reports::ListLine& line : told->sections[0].list) {  // a period in words
        CAPTURE(line.fields[0]);
        CHECK((line.fields[0] == "6 tháng đầu năm 2024" || line.fields[0] == "6 tháng cuối năm 2024"));
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
