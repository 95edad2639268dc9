#include "sync-server/core/judge.h"

#include <algorithm>

#include "shared/model/caseload.h"
#include "shared/protocol/limits.h"

namespace nuong {
namespace {

bool is_well_formed(const Path& path) {
    if (path.empty() || path.front() == '/' || path.back() == '/') return false;
    return path.find("//") == std::string::npos;
}

std::optional<Refusal> malformed(const Change& change) {
    std::vector<std::string_view> paths;
    paths.reserve(change.writes.size());
    bool wrong = change.n0 > static_cast<std::uint64_t>(INT64_MAX) - change.writes.size();
    std::size_t replaced = 0;  // each costs a place in the context while the change is merged
    for (const Write& write : change.writes) {
        if (!is_well_formed(write.path)) wrong = true;
        replaced += write.replaces.size();
        paths.push_back(write.path);
        for (const Dot& dot : write.replaces)
            if (dot.n == 0 || (dot.device == change.device && dot.n >= change.n0)) wrong = true;
    }
    if (replaced > protocol::writes_max) wrong = true;
    std::sort(paths.begin(), paths.end());
    if (std::adjacent_find(paths.begin(), paths.end()) != paths.end()) wrong = true;
    if (!wrong) return std::nullopt;
    return Refusal{"malformed",
                   {"Lần lưu này sai cấu trúc nên máy chủ không gộp được. Hãy cập nhật chương trình.",
                    "This save is malformed and cannot be merged. Update the program."}};
}

enum class Right { write, review };

// `form`: as people call it.
Refusal no_right_to_form(const UserId& author, Right lacking, const Message& form) {
    if (lacking == Right::write)
        return {"no_right",
                {"Tài khoản " + author + " không có quyền ghi " + form.vi + ".",
                 "The account " + author + " may not write " + form.en + "."}};
    return {"no_right",
            {"Tài khoản " + author + " không có quyền kiểm tra " + form.vi + ".",
             "The account " + author + " may not check " + form.en + "."}};
}

bool is_of_review(const Path& path) { return path == reserved::status || path == reserved::reason; }

bool only_reviews(const Change& change) {
    return std::all_of(change.writes.begin(), change.writes.end(),
                       [](const Write& write) { return is_of_review(write.path); });
}

// Says what only somebody may say who checks such forms.
bool reviews(const Change& change) {
    return std::any_of(change.writes.begin(), change.writes.end(), [](const Write& write) {
        return write.path == reserved::status &&
               (write.value.text() == status::checked || write.value.text() == status::returned);
    });
}

// Whose cases they are, and nothing else.
bool only_gives(const Change& change) {
    return std::all_of(change.writes.begin(), change.writes.end(),
                       [](const Write& write) { return write.path == reserved::assigned; });
}

// Whoever writes a form makes and corrects its records; whoever reviews it says how they are found, whoever looks after
// an area whose cases they are, and nothing else.
std::optional<Right> lacking_right(const Change& change, const Role& role) {
    const bool reviews_alone = role.may_review(change.form) && only_reviews(change);
    const bool gives_alone = role.sees_desk && role.may_read(change.form) && only_gives(change);
    if (!role.may_write(change.form) && !reviews_alone && !gives_alone) return Right::write;
    if (!reviews(change) || role.may_review(change.form)) return std::nullopt;
    return Right::review;
}

Refusal no_right_to_area(const UserId& author, const Message& area) {
    return {"no_right",
            {"Tài khoản " + author + " không phụ trách địa bàn “" + area.vi +
                 "”. Nếu chọn nhầm, hãy chọn lại địa bàn rồi nộp lại.",
             "The account " + author + " is not responsible for the area \"" + area.en +
                 "\". If it was chosen by mistake, choose the area again and submit again."}};
}

// Whoever asks with an id from elsewhere is told neither where the record is nor what it is.
Refusal record_elsewhere(const UserId& author) {
    return {"no_right",
            {"Phiếu này không thuộc địa bàn mà tài khoản " + author + " phụ trách.",
             "This record is not in an area for which the account " + author + " is responsible."}};
}

Refusal other_form() {
    return {"other_form", {"Mã này đã thuộc một loại phiếu khác.", "This record id belongs to another form."}};
}

// For a message: what was written may be as long as a book.
std::string short_text(const Value& value) {
    std::string text = value.text();
    return text.size() > 100 ? "…" : text;
}

const Value* written_area(const Change& change) {
    for (const Write& write : change.writes)
        if (write.path == reserved::area) return &write.value;
    return nullptr;
}

std::optional<Refusal> wrong_area(const Change& change, const Found& found, const Principal& author,
                                  const AreaTree& areas) {
    const Value* to = written_area(change);
    // A correction may arrive before the record that it corrects, when several devices make a restored server whole. It
    // waits in no area, where nobody sees it, until the record has come. (Whoever makes a record says its area; the id
    // of one that others made cannot be guessed.)
    if (!to && found.area.empty()) return std::nullopt;
    const Area* place = to ? areas.find(to->text()) : nullptr;
    if (to && !place)
        return Refusal{"unknown_area",
                       {"Không có địa bàn “" + short_text(*to) + "” trong danh mục. Hãy chọn lại.",
                        "There is no area \"" + short_text(*to) + "\" in the list. Choose again."}};
    if (to && !is_within_grants(author, areas, to->text())) return no_right_to_area(author.user, place->name);
    if (!found.area.empty() && !is_within_grants(author, areas, found.area)) return record_elsewhere(author.user);
    return std::nullopt;
}

// Whose case it is, is said by those whose it is (caseload.h), and by those who see all of its area: of one that was
// never given to anybody as well. A worker who hears too late that it was given away may still add to it; they do not
// get it back by saying so.
std::optional<Refusal> not_their_case(const Change& change, const RecordState& state, const Principal& author) {
    const bool gives = std::any_of(change.writes.begin(), change.writes.end(), [&](const Write& write) {
        return write.path == reserved::assigned || (write.path == reserved::area && state.find(reserved::area));
    });
    if (!gives || !author.role.assigned_only.contains(change.form)) return std::nullopt;
    const std::set<UserId> users = users_of_case(state);
    if (users.empty() || users.contains(author.user)) return std::nullopt;
    return Refusal{"no_right",
                   {"Phiếu này do người khác phụ trách nên tài khoản " + author.user +
                        " không giao lại hay chuyển địa bàn được. Hãy nhờ cán bộ phụ trách.",
                    "Somebody else looks after this record, so the account " + author.user +
                        " cannot hand it over or move it. Ask whoever is responsible."}};
}

bool names_known_dots(const Change& change, const RecordState& state) {
    if (state.context.empty()) return false;
    for (std::size_t i = 0; i < change.writes.size(); ++i)
        if (state.context.has_seen(change.dot_of(i))) return true;
    return false;
}

bool replaces(const Change& change, const Path& path, const Dot& dot) {
    return std::any_of(change.writes.begin(), change.writes.end(), [&](const Write& write) {
        return write.path == path &&
               std::find(write.replaces.begin(), write.replaces.end(), dot) != write.replaces.end();
    });
}

bool overlap(const Change& a, const Change& b) {
    return a.n0 < b.n0 + b.writes.size() && b.n0 < a.n0 + a.writes.size();
}

}  // namespace

const Principal* Judge::author_of(const Change& change) {
    if (change.author == principal_.user) return &principal_;
    auto known = others_.find(change.author);
    if (known == others_.end()) {
        const auto people = store_.enrolments(principal_.device);
        const bool enrolled = std::any_of(people.begin(), people.end(),
                                          [&](const EnrolmentRow& row) { return row.user == change.author; });
        Answer<Principal> answer = protocol::HttpError{};
        if (enrolled) answer = principal_of(store_, book_, principal_.device, change.author);
        known = others_.emplace(change.author, std::move(answer)).first;
    }
    return std::get_if<Principal>(&known->second);
}

Message Judge::name_of_form(const Change& change) const {
    const auto form = book_.compiled->find(store_, change.form, change.form_version);
    if (!form) return {"loại phiếu này", "this kind of form"};
    const forms::Label& title = form->definition.title;
    return {"“" + title.in("vi", "vi") + "”", "\"" + title.in("en", "vi") + "\""};
}

std::optional<Refusal> Judge::refusal_of(const Change& change, const Found& found) {
    if (auto refusal = malformed(change)) return refusal;
    const Principal* author = author_of(change);
    if (!author)
        return Refusal{"wrong_author",
                       {"Tài khoản " + change.author + " không ghi danh trên máy này.",
                        "The account " + change.author + " is not enrolled on this device."}};
    if (!book_.forms.contains(change.form))
        return Refusal{"unknown_form",
                       {"Máy chủ chưa có loại phiếu này.", "The server does not have this kind of form yet."}};
    if (const auto lacking = lacking_right(change, author->role))
        return no_right_to_form(change.author, *lacking, name_of_form(change));
    if (!found.state.form.empty() && found.state.form != change.form) return other_form();
    const bool was_seen = names_known_dots(change, found.state);
    if (was_seen && reuses_dots(change, found.state))
        return Refusal{"dots_used",
                       {"Lần lưu này trùng số với một lần lưu khác. Hãy ghi danh lại máy này.",
                        "This save reuses the numbers of another. Enrol the device again."}};
    if (auto refusal = wrong_area(change, found, *author, book_.areas)) return refusal;
    // One whose dots are known was in force once, and what came after it has come before.
    return was_seen ? std::nullopt : not_their_case(change, found.state, *author);
}

// A dot may be known without its write: somebody who has seen the write replaced it there, and their change came first,
// as when several devices make a restored server whole. Used it is when another change of this device has it, or nobody
// can say why it is known. A relay hears of records from above without the changes that made them, so that it cannot
// say.
bool Judge::reuses_dots(const Change& change, const RecordState& state) {
    constexpr std::size_t looked_at_max = 20'000;  // changes, in one push; only somebody who means ill needs more
    std::vector<Change> others;
    for (const ChangeRow& row :
         looked_at_ < looked_at_max ? store_.changes_of(change.record) : std::vector<ChangeRow>()) {
        ++looked_at_;
        if (auto other = protocol::decode_change(row.body)) {
            if (other->device == change.device && overlap(*other, change)) return true;
            if (row.verdict.empty()) others.push_back(std::move(*other));
        }
    }
    if (store_.upstream()) return false;
    for (std::size_t i = 0; i < change.writes.size(); ++i) {
        const Dot dot = change.dot_of(i);
        const bool is_replaced = std::any_of(others.begin(), others.end(), [&](const Change& other) {
            return replaces(other, change.writes[i].path, dot);
        });
        if (state.context.has_seen(dot) && !is_replaced) return true;
    }
    return false;
}

std::optional<Refusal> Judge::refusal_of_relayed(const Change& change, const Found& found) const {
    if (auto refusal = malformed(change)) return refusal;
    if (!found.state.form.empty() && found.state.form != change.form) return other_form();
    return std::nullopt;
}

bool Judge::may_write(const Change& change) {
    const Principal* author = author_of(change);
    return author && !lacking_right(change, author->role);
}

bool Judge::is_outside(const Change& change, const Found& found, const Principal& relay) const {
    return wrong_area(change, found, relay, book_.areas).has_value();
}

Refusal refused_as_erased() {
    return {
        protocol::verdict_erased,
        {"Phiếu này, hoặc người trong phiếu, đã được xóa theo quy định về dữ liệu cá nhân. Phần ghi thêm cũng không "
         "được giữ lại.",
         "This record, or the person in it, was erased as the law on personal data demands. What was added is not "
         "kept either."}};
}

Refusal refused_as_about_erased() {
    return {"about_erased",
            {"Người mà lần sửa này ghi vào phiếu đã được xóa theo quy định về dữ liệu cá nhân, nên lần sửa không được "
             "nhận; phiếu vẫn như trước. Hãy chọn đúng người, hoặc bỏ lần sửa này.",
             "Whom this edit makes the record be about was erased as the law on personal data demands, so the edit is "
             "not taken; the record is as it was. Choose the right person, or leave this edit."}};
}

Refusal refused_as_unreadable(const std::string& place) {
    return {"malformed",
            {"Máy chủ không đọc được “" + place + "” trong lần lưu này. Hãy báo huyện; dữ liệu vẫn được giữ.",
             "The server cannot read \"" + place + "\" in this save. Tell the district; the data is kept."}};
}

Refusal refused_with_its_group() {
    return {"group_refused",
            {"Một phần của lần lưu này bị từ chối, nên cả lần lưu không được nhận.",
             "A part of this save was refused, so none of it was taken."}};
}

}  // namespace nuong
