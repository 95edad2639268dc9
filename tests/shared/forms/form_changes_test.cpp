// Monday's form on a draft of last week: what was answered stays, and the person is told what is different.
#include "shared/forms/form_changes.h"

#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

std::string told(const std::vector<FormChange>& changes) {
    std::string all;
    for (const FormChange& change : changes) all += change.path + ": " + change.message.en + "\n";
    return all;
}

const char* last_week = R"j([{"type":"text","name":"name","label":{"vi":"Tên","en":"Name"}},
    {"type":"integer","name":"income","label":{"vi":"Thu nhập","en":"Income"}},
    {"type":"select_one yn","name":"smokes","label":{"vi":"Hút thuốc","en":"Smokes"}},
    {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}},
    {"type":"begin_repeat","name":"members","label":{"vi":"Người","en":"People"},"children":[{"type":"integer","name":"age","label":{"vi":"Tuổi","en":"Age"}}]},
    {"type":"text","name":"moved","label":{"vi":"Nơi ở","en":"Home"}}])j";
// income takes words, smokes has another list, phone is gone, a question is new and must be answered, home moved.
const char* monday = R"j([{"type":"text","name":"name","label":{"vi":"Họ và tên","en":"Full name"}},
    {"type":"select_one band","name":"income","label":{"vi":"Thu nhập","en":"Income"}},
    {"type":"select_one yn","name":"smokes","label":{"vi":"Hút thuốc","en":"Smokes"},"required":true},
    {"type":"begin_repeat","name":"members","label":{"vi":"Người","en":"People"},"children":[{"type":"integer","name":"age","label":{"vi":"Tuổi","en":"Age"}},{"type":"text","name":"work","label":{"vi":"Việc","en":"Work"}}]},
    {"type":"begin_group","name":"place","label":{"vi":"Nơi","en":"Place"},"children":[{"type":"text","name":"home","id":"moved","label":{"vi":"Nơi ở","en":"Home"}}]}])j";
const char* lists =
    R"j({"yn":[{"name":"yes","label":{"vi":"Có","en":"Yes"}},{"name":"no","label":{"vi":"Không","en":"No"}}],
    "band":[{"name":"low","label":{"vi":"Thấp","en":"Low"}}]})j";

}  // namespace

TEST_CASE("a draft of last week opens under Monday's form with every answer in its place, and says what changed") {
    const FormPointer before = compiled(package(last_week, lists)), after = compiled(package(monday, lists));
    Instance draft(before, on("2024-06-28"));
    CHECK(draft.set("name", "Vàng Seo Phử"));
    CHECK(draft.set("income", 300));
    CHECK(draft.set("phone", "0912"));
    CHECK(draft.set("moved", "Nậm Chày"));
    CHECK(draft.add_row("members", "a"));
    CHECK(draft.set("members/a/age", 39));

    const Instance now(after, on("2024-07-01"), draft.answers());
    CHECK(now.value("name") == Value("Vàng Seo Phử"));
    CHECK(now.value("moved") == Value("Nậm Chày"));  // by its id, in its new group
    CHECK(now.value("members/a/age") == Value(39));
    CHECK(*nuong::find(now.answers(), "phone") == Value("0912"));  // kept and passed on
    CHECK(*nuong::find(now.answers(), "income") == Value("300"));
    CHECK(told(draft_changes(&before->definition, now)) ==
          "name: \"Full name\" is asked in other words.\n"
          "income: \"Income\" takes another kind of answer now: please look again.\n"
          "smokes: \"Smokes\" must be answered now.\n"
          "members/work: \"Work\" is a new question.\n"
          "phone: \"Phone\" is not asked any more; what was answered is kept.\n"
          "income: \"Income\": the earlier answer does not fit any more. \"300\" is not in the list; please choose "
          "again.\n");
    CHECK(draft_changes(nullptr, now).size() == 1);
    CHECK(changes_between(after->definition, after->definition).empty());
}
