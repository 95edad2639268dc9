// DemoDistrict: two years of a district that does not exist, month by month: who is registered, met, screened, treated
// and visited, with what real life brings: late entries, answers left out, people entered twice, colleagues who write
// different things of one person. The same seed gives the same changes.
#pragma once
#include <functional>

#include "sync-server/demo/answers.h"
#include "sync-server/demo/field_team.h"

namespace nuong::demo {

struct DemoScale {
    std::uint64_t seed = 1;
    int people = 500;
    int months = 24;
    Date until{};  // last day
};

// A made-up person as the makers of the demo remember them.
struct Person {
    RecordId record, file;  // person_register, person_file
    AreaCode area;
    std::string category;
    std::uint16_t group = 0;
    std::int16_t birth_year = 0;
    bool is_male = true, is_closed = false;
    Date registered{}, category_from{};
    std::string category_row;  // path of its row in the file
    std::optional<RecordId> episode, dossier, substitution, family;
    std::string episode_form;
    Date episode_start{}, episode_ends{};
    Date dossier_start{};
    int dossier_months = 12;
};

class DemoDistrict {
public:
    DemoDistrict(const DemoPlan& plan, const AreaTree& areas, const DemoScale& scale);

    // The saves of one month, from 0, in parts that fit in memory; in the first also what was there before.
    using Deliver = std::function<void(std::vector<Save>)>;
    void month(int number, const Deliver& deliver);
    Date first_day(int number) const;
    Date last_day(int number) const;

private:
    friend class Maker;

    struct Followup {  // what comes of something in the month after
        enum class Kind { referral_arrives, link_duplicate, void_contact };
        Kind kind;
        FormId form;
        RecordId record;
        AreaCode area;
        RecordId other;
    };

    const DemoPlan& plan_;
    DemoScale scale_;
    Chance chance_;
    std::vector<AreaCode> communes_;
    std::vector<Person> people_;
    std::vector<RecordId> staff_, businesses_, points_;
    std::map<std::string, std::vector<RecordId>> facilities_;  // by type
    std::vector<Save> postponed_;                              // written down late
    std::vector<Followup> followups_;
    int serial_ = 0;  // numbers on papers
};

}  // namespace nuong::demo
