#include "rare_saves.h"

#include <cstdio>

#include "sync-server/demo/answers.h"

namespace nuong::test {
namespace {

struct RareSaves {
    std::vector<demo::Save> saves;

    std::string add(const FormId& form, const AreaCode& area, demo::Answers answers) {
        char id[37] = {};
        std::snprintf(id, sizeof id, "01900000-0000-7000-8000-%012zu", saves.size());
        const Instant at = Instant(*parse_date("2024-04-10")) + std::chrono::hours(9);
        saves.push_back({.at = at,
                         .form = form,
                         .area = area,
                         .role = "",
                         .record = *parse_uuid(id),
                         .answers = answers.put("occurred_on", "2024-04-10").take(),
                         .corrects = {},
                         .same_as = {},
                         .status = ""});
        return id;
    }
    std::string event(const char* type, const char* topic) {
        return add("communication_activity", "03061",
                   demo::Answers()
                       .put("kind", "event")
                       .put("event/type", type)
                       .put("event/topics", topic)
                       .put("event/count_mode", "total")
                       .put("event/headcount_total", 20));
    }
    void product(const char* product, const char* topic, int made) {
        add("communication_activity", "03061",
            demo::Answers()
                .put("kind", "product")
                .put("media/product", product)
                .put("media/product_topics", topic)
                .put("media/quantity_made", made));
    }
};

}  // namespace

std::vector<demo::Save> rare_saves() {
    using demo::Answers;
    RareSaves all;
    const auto centre = all.add("facility_profile", "03061",
                                Answers()
                                    .put("type", "public_centre")
                                    .put("name", "Cơ sở A")
                                    .put("status", "open")
                                    .put("opened_on", "2020-01-01")
                                    .put("reviews/a/date", "2024-04-01")
                                    .put("reviews/a/criterion", "x")
                                    .put("reviews/a/meets", "yes")
                                    .put("quality_scores/a/date", "2024-04-02")
                                    .put("quality_scores/a/indicator_code", "x")
                                    .put("quality_scores/a/value", 4));
    all.add("facility_profile", "03061",
            Answers()
                .put("type", "counselling_point")
                .put("name", "Điểm B")
                .put("status", "open")
                .put("opened_on", "2024-03-01"));
    const auto session = all.event("consensus_conf", "drug");
    all.event("forum", "prostitution");
    all.event("workshop", "trafficking");
    all.product("leaflet", "prostitution", 500);
    all.product("panel", "prostitution", 3);
    all.product("banner", "trafficking", 9);
    all.product("pen", "trafficking", 50);
    const auto staff = all.add(
        "staff_register", "03061",
        Answers().put("name", "Người C").put("org", "UBND xã").put("role", "collaborator").put("from", "2023-01-01"));
    all.add("training_class", "089",
            Answers()
                .put("title", "Lớp D")
                .put("topics", "prostitution harm_reduction")
                .put("start", "2024-04-10")
                .put("end", "2024-04-11")
                .put("sessions", 1)
                .put("roster/a/kind", "staff")
                .put("roster/a/staff", staff));
    all.add("inspection_visit", "089",
            Answers()
                .put("kind", "team178")
                .put("date", "2024-04-10")
                .put("round_no", "Đ-1")
                .put("object", centre)
                .put("planned", "yes")
                .put("record_signed", "yes")
                .put("cases/a/kind", "prostitution")
                .put("cases/a/raid", "yes")
                .put("cases/a/detected", "2024-04-10")
                .put("cases/a/handled", "yes"));
    const auto person = all.add("person_register", "03061",
                                Answers().put("full_name", "Người E").put("sex", "male").put("birth_year", 1990));
    all.add("treatment_episode", "03061",
            Answers()
                .put("person", person)
                .put("form", "compulsory")
                .put("facility", centre)
                .put("start", "2024-01-10")
                .put("legal_education_sessions/a/date", "2024-04-05")
                .put("legal_education_sessions/a/session", session));
    all.add("area_period_profile", "03061",
            Answers()
                .put("period", "2024-H1")
                .put("level", "commune")
                .put("provider_published", "yes")
                .put("published_on", "2024-04-01"));
    return all.saves;
}

}  // namespace nuong::test
