// What the demo district itself does: its facilities and staff, events, classes, inspections, calls, reports.
#include <algorithm>

#include "sync-server/demo/maker.h"

namespace nuong::demo {
namespace {

using namespace std::chrono;

const std::vector<std::string> event_types{"session", "session", "session", "talk", "forum", "small_group", "skills"};
const std::vector<std::string> venues{"community", "community", "school", "workplace", "family"};
const std::vector<std::string> topics{"drug",         "drug",        "drug rehab", "rehab post_rehab",
                                      "prostitution", "trafficking", "hiv"};
const std::vector<std::string> products{"leaflet", "leaflet", "handbook", "banner", "panel", "post"};
const std::vector<std::string> class_topics{
    "basics",     "treatment counselling", "screening_plan", "case_mgmt", "outreach", "prevention",
    "volunteers", "prostitution",          "victims",        "ats"};
const std::vector<std::string> staff_roles{"volunteer",  "volunteer", "collaborator", "prevention", "post_rehab",
                                           "state_mgmt", "health",    "police",       "direct",     "facility"};
const std::vector<std::string> call_topics{"info", "rehab_forms", "counselling", "complaint", "report_use"};
const std::vector<std::string> victim_services{"essential", "medical", "psych", "legal", "vocational", "home_return"};
const std::vector<std::string> harm_services{"club", "small_group", "skills", "condom", "health_insurance", "sti"};

}  // namespace

RecordId Maker::facility(const std::string& type) {
    const auto at = d_.facilities_.find(type);
    return at == d_.facilities_.end() || at->second.empty() ? RecordId{} : chance_.one_of(at->second);
}

void Maker::add_facility(const std::string& type, const AreaCode& area, const std::string& name, Answers more) {
    more.put("type", type).put("name", name + " (mẫu)").put("status", "open").put("opened_on", first_ - days(400));
    const RecordId record = add("facility_profile", area, first_, std::move(more)).record;
    d_.facilities_[type].push_back(record);
}

void Maker::found_district() {
    const auto with_places = [&](int places, int staff) {
        Answers more;
        const std::string row = more.row("capacity", first_ - days(400), chance_);
        more.put(row + "from", first_ - days(400)).put(row + "places", places).put("staff_nonmgr", staff);
        return more;
    };
    add_facility("public_centre", plan_.area, "Cơ sở cai nghiện số 1 tỉnh",
                 with_places(150, 14).put("plan_code", "centre_no1"));
    add_facility("vol_centre", plan_.area, "Cơ sở cai nghiện tự nguyện", with_places(30, 3));
    add_facility("mmt_clinic", plan_.area, "Cơ sở điều trị Methadone", with_places(200, 5));
    Answers recognised;
    recognised.put("recognised_determination/from", first_ - days(300));
    add_facility("determination", plan_.area, "Trung tâm Y tế huyện", std::move(recognised));
    for (std::size_t i = 0; i < d_.communes_.size(); ++i) {
        if (i % 5 == 0) add_facility("counselling_point", d_.communes_[i], "Điểm tư vấn", {});
        if (i % 9 == 6) add_facility("rehab_house", d_.communes_[i], "Nhà cai nghiện xã", with_places(20, 2));
        if (i % 4 != 0) continue;
        Answers business;
        business.put("business_type", i % 8 == 0 ? "hotel" : "karaoke");
        add_facility("business", d_.communes_[i], "Cơ sở kinh doanh dịch vụ", std::move(business));
    }
    const int staff = std::max(4, static_cast<int>(d_.scale_.people * plan_.number("staff_per_100_people") / 100));
    for (int i = 0; i < std::min(staff, 600); ++i) add_staff(i);
    found_city_centre();
}

// The other centre of the province's plan, without which the annex lacks the columns of its targets. It serves other
// districts, so it is not among those that the demo's people are taken to; and it has a chance of its own, so that a
// seed means the people and days that it meant before there was one.
void Maker::found_city_centre() {
    Chance own(d_.scale_.seed ^ 0x6C616F636169);
    std::swap(chance_, own);
    Answers city;
    city.put("type", "public_centre").put("name", "Cơ sở cai nghiện TP Lào Cai (mẫu)").put("status", "open");
    city.put("opened_on", first_ - days(400)).put("plan_code", "centre_laocai");
    add("facility_profile", plan_.area, first_, std::move(city));
    std::swap(chance_, own);
}

void Maker::add_staff(int number) {
    const auto group = static_cast<std::uint16_t>(std::stoi(chance_.weighted(plan_.group_shares)));
    const std::string role = staff_roles[static_cast<std::size_t>(number) % staff_roles.size()];
    Answers a;
    a.put("name", person_name(group, chance_.percent(55))).put("org", "UBND xã (mẫu)").put("role", role);
    a.put("full_time", chance_.percent(60) ? "yes" : "no").put("from", first_ - days(chance_.between(30, 2000)));
    if (chance_.percent(30)) {
        const std::string row = a.row("certificates", first_, chance_);
        a.put(row + "no", serial("CN-MẪU-")).put(row + "kind", "screening").put(row + "issued", first_ - days(100));
        a.put(row + "expires", first_ + days(900));
    }
    d_.staff_.push_back(add("staff_register", chance_.one_of(d_.communes_), first_, std::move(a)).record);
}

void Maker::run_district() {
    for (const AreaCode& commune : d_.communes_)
        for (int i = chance_.times(plan_.number("events_per_commune")); i > 0; --i) communicate(commune);
    for (int i = chance_.times(plan_.number("products_per_month")); i > 0; --i) make_product();
    for (int i = chance_.times(plan_.number("classes_per_month")); i > 0; --i) hold_class();
    for (int i = chance_.times(plan_.number("inspections_per_month")); i > 0; --i) inspect();
    for (int i = chance_.times(plan_.number("calls_per_month")); i > 0; --i) take_call();
    if (chance_.percent(plan_.number("victims_per_year") / 12 * 100)) help_victim();
    if (chance_.percent(30)) reduce_harm();
}

void Maker::communicate(const AreaCode& commune) {
    const Date day = some_day();
    const std::string type = chance_.one_of(event_types);
    Answers a;
    a.put("kind", "event").put("event/type", type).put("event/topics", chance_.one_of(topics));
    a.put("event/venue", chance_.one_of(venues))
        .put("event/level", type == "forum" && chance_.percent(40) ? "district" : "commune");
    if (type == "skills") a.put("event/skills", "refusal social");
    if (answered()) a.put("event/host", "Đoàn thể xã (mẫu)");
    if (chance_.percent(75)) {
        a.put("event/count_mode", "tally");
        for (const char* group : {"residents", "pupils", "officials"})
            for (const char* sex : {"male", "female"})
                a.put(std::string("event/attendees/") + group + "_" + sex, chance_.between(0, 30));
    } else {
        a.put("event/count_mode", "total").put("event/headcount_total", chance_.between(20, 120));
    }
    a.put("handed_out", chance_.between(0, 80));
    add("communication_activity", commune, day, std::move(a), true);
}

void Maker::make_product() {
    Answers a;
    a.put("kind", "product")
        .put("media/product", chance_.one_of(products))
        .put("media/product_topics", chance_.one_of(topics));
    a.put("media/quantity_made", 10 * chance_.between(1, 200))
        .put("media/new_or_reprint", chance_.percent(50) ? "new" : "reprint");
    add("communication_activity", chance_.one_of(d_.communes_), some_day(), std::move(a));
}

void Maker::hold_class() {
    const Date day = some_day();
    Answers a;
    a.put("title", "Lớp tập huấn (mẫu)").put("topics", chance_.one_of(class_topics)).put("level", "district");
    a.put("start", day)
        .put("end", std::min(last_, day + days(1)))
        .put("sessions", 2)
        .put("mode", "in_person")
        .put("attended_percent", "80");
    std::vector<RecordId> trainees;
    for (int i = std::min<int>(static_cast<int>(d_.staff_.size()), chance_.between(5, 25)); i > 0; --i) {
        const RecordId& staff = chance_.one_of(d_.staff_);
        if (std::find(trainees.begin(), trainees.end(), staff) != trainees.end()) continue;
        trainees.push_back(staff);
        const std::string row = a.row("roster", day, chance_);
        a.put(row + "kind", "staff").put(row + "staff", staff);
        a.put(row + "sessions_attended", chance_.percent(85) ? "1 2" : "1");
        if (answered()) a.put(row + "posttest", chance_.between(50, 100));
    }
    add("training_class", plan_.area, day, std::move(a));
}

void Maker::inspect() {
    const Date day = some_day();
    const bool team178 = chance_.percent(60);
    const bool violation = team178 && chance_.percent(30);
    Answers a;
    a.put("kind", team178 ? "team178" : "facility_quality").put("round_no", serial("Đ-")).put("date", day);
    a.put("object", facility(team178 ? "business" : "public_centre")).put("planned", "yes").put("record_signed", "yes");
    a.put("awareness_given", chance_.percent(70) ? "yes" : "no");
    const std::string row = a.row("findings", day, chance_);
    a.put(row + "item", "Điều kiện hoạt động").put(row + "result", violation ? "violation" : "ok");
    if (violation) {
        a.put(row + "law", "Nghị định (mẫu)").put(row + "severity", "minor").put("violation_kinds", "licence");
        a.put("fine_vnd", 500'000 * chance_.between(1, 20)).put("remedy_due", day + days(30));
    }
    if (team178 && chance_.percent(15)) {
        const std::string found = a.row("cases", day, chance_);
        a.put(found + "kind", "prostitution")
            .put(found + "raid", chance_.percent(40) ? "yes" : "no")
            .put(found + "detected", day);
        a.put(found + "handled", chance_.percent(80) ? "yes" : "no");
    }
    add("inspection_visit", plan_.area, day, std::move(a));
}

void Maker::take_call() {
    const Date day = some_day();
    const bool at_once = chance_.percent(70);
    Answers a;
    a.put("number_seq", serial("G-"))
        .put("time", "09:30:00.000+07:00")
        .put("caller", chance_.percent(50) ? "family" : "unknown");
    a.put("topic", chance_.one_of(call_topics))
        .put("urgency", "normal")
        .put("summary", "Nội dung mẫu")
        .put("due_days", "5");
    a.put("state", at_once ? "answered" : "routed").put("interview_lang", "vi");
    if (at_once) a.put("answer", "Đã trả lời (mẫu)").put("satisfied", "na");
    else a.put("routed_to", "Phòng LĐTBXH (mẫu)");
    const RecordId call = add("hotline_call", plan_.area, day, std::move(a)).record;
    if (at_once) return;
    Answers b;
    const Date answered_on = std::min(last_, day + days(chance_.between(1, 9)));
    const std::string row = b.row("followup", answered_on, chance_);
    b.put("call", call).put("received_on", day).put("due", day + days(5)).put("routed_to", "Phòng LĐTBXH (mẫu)");
    b.put(row + "state", "answered").put(row + "date", answered_on).put("satisfied", "na");
    add("hotline_followup", plan_.area, answered_on, std::move(b));
}

void Maker::ask_adults(const AreaCode& commune, const std::string& respondent) {
    static const char* const right[] = {"true", "false"};
    Answers a;
    a.put("consent", "yes").put("respondent", respondent).put("sex", chance_.percent(50) ? "male" : "female");
    a.put("age_band", chance_.percent(50) ? "31_45" : "18_30").put("knows_from", "7").put("interview_lang", "vi");
    for (int item = 1; item <= 10; ++item) a.put("knowledge/k" + std::to_string(item), right[chance_.below(2)]);
    for (int item = 1; item <= 4; ++item)
        a.put("stigma/s" + std::to_string(item), chance_.percent(60) ? "disagree" : "agree");
    add("awareness_survey", commune, some_day(), std::move(a));
}

// Each commune's report of the half year, some of them late or missing.
void Maker::close_half_year(const std::string& period) {
    for (std::size_t i = 0; i < d_.communes_.size(); ++i) {
        for (int asked = chance_.times(plan_.number("surveys_per_commune")); asked > 0; --asked)
            ask_adults(d_.communes_[i], chance_.percent(30) ? "official" : "adult");
        if (chance_.percent(8)) continue;
        Answers a;
        a.put("period", period)
            .put("level", "commune")
            .put("adult_population", chance_.between(900, 4000))
            .put("officials", 20);
        a.put("classification/flags", i % 7 == 0 ? "key" : i % 5 == 0 ? "complex" : "healthy");
        if (i % 6 == 0) {
            const std::string row = a.row("models", first_, chance_);
            a.put(row + "name", "Câu lạc bộ sau cai (mẫu)")
                .put(row + "kind", "post_rehab")
                .put(row + "org", "Hội Phụ nữ (mẫu)");
            a.put(row + "start", first_ - days(500));
        }
        if (answered())
            a.put("narrative/difficulties", "Địa bàn rộng, đi lại khó (mẫu).")
                .put("narrative/proposals", "Bổ sung tình nguyện viên (mẫu).");
        add("area_period_profile", d_.communes_[i], last_, std::move(a));
    }
}

void Maker::help_victim() {
    const Date day = some_day();
    Answers a;
    const std::string row = a.row("services", day, chance_);
    a.put("case_code", serial("NN-")).put("source", "police").put("verified/state", "yes").put("verified/date", day);
    a.put("arrived", day).put("supported_under_law", "yes").put("closed", "open").put("interview_lang", "vi");
    a.put(row + "service", chance_.one_of(victim_services)).put(row + "date", day);
    add("victim_support", plan_.area, day, std::move(a));
}

void Maker::reduce_harm() {
    const Date day = some_day();
    Answers a;
    const std::string service = chance_.one_of(harm_services), row = a.row("services", day, chance_);
    a.put("code", serial("GH-")).put("consent", "yes").put("consent_how", "spoken");
    a.put("birth_decade", "1990").put("interview_lang", "vi");
    a.put(row + "service", service).put(row + "date", day);
    if (service == "condom") a.put(row + "quantity", chance_.between(5, 30));
    add("harm_reduction_support", plan_.area, day, std::move(a));
}

}  // namespace nuong::demo
