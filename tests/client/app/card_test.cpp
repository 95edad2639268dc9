// A citizen card is scanned into the person register: read, looked at, filled in, taken back, and never half.
#include <algorithm>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::TemporaryFolder;

namespace {

constexpr const char* lung =
    "010085001234|063123456|Giàng A Lùng|01021985|Nam|Thôn Nậm Miện, Xã Nậm Xé, Huyện Văn Bàn, Lào Cai|15082021";
constexpr const char* hoa = "010301004321||Lý Thị Hoa|00002001|Nữ|Xã Nậm Xé, Huyện Văn Bàn, Lào Cai|15082021||";

struct PersonForm {
    PersonForm() {
        desk.unlock();
        desk.perform(StartForm{"person_register", std::nullopt});
    }
    TemporaryFolder home;
    Desk desk{home.path()};

    void scan(const std::string& text) {
        desk.perform(OpenCard{});
        desk.perform(ReadCard{text});
    }
    void fill(const std::string& text) {
        scan(text);
        REQUIRE(desk.screen<CardView>().can_fill);
        desk.perform(FillFromCard{});
    }
    std::string shown(const Path& path) { return plain_text(desk.item(path).value); }
    // Kind and number of every paper, in order.
    std::vector<std::string> papers() {
        std::vector<std::string> all;
        for (const FormPage& page : desk.screen<FormView>().pages)
            for (const FormItem& item : page.items)
                if (item.path.starts_with("id_docs/") && item.kind != ItemKind::heading)
                    all.push_back(plain_text(item.value));
        return all;
    }
};

std::vector<std::string> labels(const CardView& view) {
    std::vector<std::string> all;
    for (const CardRow& row : view.rows) all.push_back(row.label + ": " + row.value);
    return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("A card is shown before anything is filled in, and fills the register when the person says so") {
    PersonForm book;
    CHECK(book.desk.screen<FormView>().takes_card);
    book.scan(lung);
    CHECK(labels(book.desk.screen<CardView>()) ==
          Texts{"Họ và tên: Giàng A Lùng", "Giới tính: Nam", "Năm sinh: 1985",
                "Ngày sinh (Đủ ngày tháng năm): 01/02/1985", "Số giấy tờ (Căn cước (12 số)): 010085001234",
                "Số giấy tờ (Chứng minh nhân dân (9 số)): 063123456",
                "Nơi đăng ký thường trú: Thôn Nậm Miện, Xã Nậm Xé, Huyện Văn Bàn, Lào Cai"});
    book.desk.perform(Back{});
    CHECK(book.shown("full_name").empty());  // looked at, not filled
    CHECK(book.papers().empty());

    book.fill(lung);
    CHECK(book.shown("full_name") == "Giàng A Lùng");
    CHECK(book.shown("sex") == "male");
    CHECK(book.shown("birth_year") == "1985");
    CHECK(book.shown("birth_date") == "1985-02-01");
    CHECK(book.papers() == Texts{"cccd", "010085001234", "cmnd", "063123456"});
    CHECK(book.desk.screen<FormView>().problems.empty());
}

TEST_CASE("What a card filled in is on the disk, and what was scanned is not kept") {
    PersonForm book;
    book.fill(lung);
    const RecordId draft = book.desk.screen<FormView>().record;
    book.desk.restart();
    book.desk.unlock();
    book.desk.perform(ResumeDraft{draft});
    CHECK(book.shown("full_name") == "Giàng A Lùng");
    CHECK(book.papers() == Texts{"cccd", "010085001234", "cmnd", "063123456"});
    book.desk.perform(OpenCard{});
    CHECK(book.desk.screen<CardView>() == CardView{});
}

TEST_CASE("The wrong person's card is taken back step by step") {
    PersonForm book;
    book.desk.perform(Answer{"full_name", Value("Lý Thị Hoa")});
    book.fill(lung);
    for (int i = 0; i < 40 && book.shown("full_name") != "Lý Thị Hoa"; ++i) book.desk.perform(Undo{});
    CHECK(book.shown("full_name") == "Lý Thị Hoa");
    CHECK(book.shown("sex").empty());
    CHECK(book.shown("birth_year").empty());
    CHECK(book.papers().empty());
}

TEST_CASE("What a person typed is replaced only after it was shown, and the same card twice adds nothing") {
    PersonForm book;
    book.desk.perform(Answer{"full_name", Value("Giàng A Lung")});
    book.scan(lung);
    CHECK(book.desk.screen<CardView>().rows.front().replaces == "Giàng A Lung");
    book.desk.perform(FillFromCard{});
    CHECK(book.shown("full_name") == "Giàng A Lùng");

    book.scan(lung);
    const CardView again = book.desk.screen<CardView>();
    CHECK_FALSE(again.can_fill);
    CHECK(std::all_of(again.rows.begin(), again.rows.end(), [](const CardRow& row) { return row.is_there; }));
    book.desk.perform(FillFromCard{});
    CHECK(book.papers().size() == 4);
}

TEST_CASE("Of a card that knows only the year no day of birth is made up") {
    PersonForm book;
    book.fill(hoa);
    CHECK(book.shown("birth_year") == "2001");
    CHECK(book.shown("birth_precision") == "year");
    CHECK(book.papers() == Texts{"cccd", "010301004321"});
}

TEST_CASE("A spoilt scan fills nothing, says why, and forgets the card before it") {
    PersonForm book;
    book.scan(lung);
    book.desk.perform(ReadCard{std::string(lung).substr(0, std::string(lung).rfind('|'))});
    const CardView spoilt = book.desk.screen<CardView>();
    CHECK(spoilt.problem == "Mã quét bị thiếu ở cuối nên chưa dùng được. Hãy quét lại, hoặc gõ tay vào phiếu.");
    CHECK(spoilt.rows.empty());
    book.desk.perform(FillFromCard{});
    CHECK(book.desk.screen<CardView>() == spoilt);
    book.desk.perform(ReadCard{hoa});
    CHECK(book.desk.screen<CardView>().problem.empty());
    book.desk.perform(GoHome{});
    book.desk.perform(FillFromCard{});  // too late
    book.desk.screen<HomeView>();
}

TEST_CASE("A form that names no questions for a card takes none") {
    PersonForm book;
    book.desk.perform(LeaveForm{});
    book.desk.start_screening();
    CHECK_FALSE(book.desk.screen<FormView>().takes_card);
    book.desk.perform(OpenCard{});
    book.desk.screen<FormView>();
}

TEST_CASE("The device locks while a card is on the screen: nothing of it is there afterwards") {
    PersonForm book;
    book.scan(lung);
    book.desk.perform(Lock{});
    book.desk.unlock();
    book.desk.screen<HomeView>();
    book.desk.perform(FillFromCard{});
    book.desk.screen<HomeView>();
}

TEST_CASE(
    "A card scanned over any page of the register is shown before it is filled in; over another form nothing happens") {
    PersonForm book;
    book.desk.perform(GoToPage{1});
    book.desk.perform(ReadCard{lung});
    CHECK(book.desk.screen<CardView>().can_fill);
    book.desk.perform(Back{});
    CHECK(book.desk.screen<FormView>().page == 1);
    CHECK(book.shown("full_name").empty());
    book.desk.perform(LeaveForm{});

    book.desk.start_screening();
    const int answered = book.desk.screen<FormView>().answered;
    book.desk.perform(ReadCard{lung});
    CHECK(book.desk.screen<FormView>().answered == answered);
    REQUIRE(book.desk.view().notice);
    CHECK(book.desk.view().notice->text.find("không nhận thẻ") != std::string::npos);
}
