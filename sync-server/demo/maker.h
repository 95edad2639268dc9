// Maker: the saves of one month of the demo district. Split by what is made: people (demo_people.cpp), what happens
// with them (demo_care.cpp), what the district does (demo_places.cpp).
#pragma once
#include <utility>

#include "sync-server/demo/demo_district.h"

namespace nuong::demo {

class Maker {
public:
    Maker(DemoDistrict& district, Date first, Date last, const DemoDistrict::Deliver& deliver)
        : d_(district),
          plan_(district.plan_),
          chance_(district.chance_),
          first_(first),
          last_(last),
          deliver_(deliver) {}

    void follow_up();
    void register_people(int count, bool at_start);
    void live(Person& person);
    void found_district();  // staff, facilities: what there was before
    void run_district();
    void close_half_year(const std::string& period);
    void deliver() { deliver_(std::exchange(saves_, {})); }

private:
    // what every form needs
    void deliver_part();  // when there are many
    Date some_day();
    Instant some_hour(Date day);
    Save& add(const FormId& form, const AreaCode& area, Date day, Answers answers, bool may_be_late = false);
    void edit(const FormId& form, const RecordId& record, const AreaCode& area, Date day, Answers answers,
              const std::string& role = "");
    bool answered() { return !chance_.percent(plan_.number("missing_percent")); }  // real people leave things out
    std::string serial(const std::string& prefix);
    int happens(const std::string& table, const std::string& of) { return chance_.times(plan_.rate(table, of) / 100); }
    RecordId facility(const std::string& type);
    std::string person_name(std::uint16_t group, bool is_male);

    // people
    Person make_person(Date day, bool at_start);
    Answers register_answers(const Person& person, const std::string& name, Date day);
    void enter(Person& person, Date day);
    void enter_file(Person& person, Date day);
    void enter_twice(const Person& person, const std::string& name, Date day);
    void change_category(Person& person, const std::string& category, Date day);
    void contradict(const Person& person);
    void close(Person& person);

    // care
    void contact(const Person& person);
    void screen(const Person& person);
    void screen_briefly(const Person& person);
    void assess(const Person& person);
    void plan_care(const Person& person);
    void refer(const Person& person);
    void start_treatment(Person& person);
    void continue_treatment(Person& person);
    void end_treatment(Person& person);
    void open_dossier(Person& person, const RecordId& episode, const std::string& form, Date day);
    void visit(const Person& person);
    void support(const Person& person);

    // places
    void add_facility(const std::string& type, const AreaCode& area, const std::string& name, Answers more);
    void found_city_centre();
    void add_staff(int number);
    void communicate(const AreaCode& commune);
    void make_product();
    void hold_class();
    void inspect();
    void take_call();
    void ask_adults(const AreaCode& commune, const std::string& respondent);
    void help_victim();
    void reduce_harm();

    DemoDistrict& d_;
    const DemoPlan& plan_;
    Chance& chance_;
    Date first_, last_;
    const DemoDistrict::Deliver& deliver_;
    std::vector<Save> saves_;
};

}  // namespace nuong::demo
