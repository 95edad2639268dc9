#include "sync-server/core/export_records.h"

#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/principal.h"
#include "sync-server/core/restricted_records.h"

namespace nuong {
namespace {

constexpr std::size_t page_of_records = 500;

Result<Principal> taker(StoreReader& reader, const DocumentBook& book, const UserId& user) {
    if (!reader.user(user))
        return Error{ErrorCode::not_found,
                     {"Không có tài khoản “" + user + "”.", "There is no account \"" + user + "\"."}};
    const auto answer = principal_of(reader, book, user);
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer))
        return Error{ErrorCode::refused, refused->message};
    return std::get<Principal>(answer);
}

Status check_scope(const Principal& principal, const DocumentBook& book, const exports::Wish& wish) {
    if (!book.forms.contains(wish.form))
        return Error{
            ErrorCode::not_found,
            {"Chưa công bố biểu mẫu “" + wish.form + "”.", "No form \"" + wish.form + "\" has been published."}};
    if (!principal.role.may_read(wish.form))
        return Error{ErrorCode::refused,
                     {"Vai trò “" + principal.role.id + "” không được đọc phiếu “" + wish.form + "”.",
                      "The role \"" + principal.role.id + "\" does not read the form \"" + wish.form + "\"."}};
    if (!wish.area.empty() && !book.areas.contains(wish.area))
        return Error{ErrorCode::not_found,
                     {"Không có địa bàn “" + wish.area + "”.", "There is no area \"" + wish.area + "\"."}};
    return Done{};
}

using Book = std::shared_ptr<const DocumentBook>;

Result<printing::PrintMask> mask_for(const std::vector<DocumentRow>& documents, const Principal& principal) {
    std::vector<std::string> roles;
    for (const DocumentRow& document : documents)
        if (document.kind == "roles") roles.push_back(document.body);
    return exports::mask_for(roles, principal.role.id);
}

Result<exports::Order> order_for(StoreReader& reader, const Book& book, const Principal& principal,
                                 const exports::Wish& wish, Instant now) {
    const auto documents = reader.documents_in_force();
    forms::FormPointer form;
    for (const DocumentRow& document : documents)
        if (document.kind == "form" && document.id == wish.form) form = forms::compile_package(document.body).form;
    const auto mask = mask_for(documents, principal);
    if (!mask) return mask.error();
    if (!form)
        return Error{
            ErrorCode::damaged,
            {"Không đọc được biểu mẫu “" + wish.form + "”.", "The form \"" + wish.form + "\" cannot be read."}};
    auto restricted = restricted_records(reader, *book);
    if (!restricted) return restricted.error();
    return exports::Order{wish,
                          {principal.user, principal.role.id, now},
                          form,
                          *mask,
                          [book, language = wish.language](const AreaCode& code) {
                              const Area* area = book->areas.find(code);
                              return area ? area->name.in(language) : std::string();
                          },
                          std::move(*restricted)};
}

Status add_records(StoreReader& reader, const DocumentBook& book, const Principal& principal, const exports::Wish& wish,
                   exports::ExportRun& run) {
    std::optional<RecordId> after;
    for (;;) {
        const auto rows = reader.records(wish.form, after, page_of_records);
        if (rows.empty()) return Done{};
        after = rows.back().id;
        for (const RecordRow& row : rows) {
            const bool is_wanted = wish.area.empty() || book.areas.is_within(row.area, wish.area);
            if (!is_wanted || !may_see(principal, book.areas, row)) continue;
            const auto state = protocol::decode_state(row.state);
            if (!state) return state.error();
            if (const Status added = run.add(*state); !added) return added.error();
        }
    }
}

// NUMBER FORM for USER (ROLE), ...
std::string detail_of(const exports::Wish& wish, const Principal& principal, const std::string& how_many) {
    return wish.number + " " + wish.form + " for " + principal.user + " (" + principal.role.id + ")" + how_many +
           (wish.area.empty() ? "" : ", area " + wish.area) + (wish.where.empty() ? "" : ", some of them");
}

struct Scope {
    Book book;
    Principal principal;
};

Result<Scope> scope_of(StoreReader& reader, const UserId& user, const exports::Wish& wish) {
    const auto book = make_book(reader.documents_in_force());
    if (!book) return book.error();
    const auto principal = taker(reader, **book, user);
    if (!principal) return principal.error();
    if (const Status scope = check_scope(*principal, **book, wish); !scope) return scope.error();
    return Scope{*book, *principal};
}

struct FinishedExport {
    Principal principal;
    std::unique_ptr<exports::ExportRun> run;
};

// The files are whole, and still have no name.
Result<FinishedExport> finished_run(StoreReader& reader, const UserId& user, const exports::Wish& wish, Instant now) {
    const auto scope = scope_of(reader, user, wish);
    if (!scope) return scope.error();
    auto order = order_for(reader, scope->book, scope->principal, wish, now);
    if (!order) return order.error();
    auto run = exports::ExportRun::begin(std::move(*order));
    if (!run) return run.error();
    if (const Status added = add_records(reader, *scope->book, scope->principal, wish, **run); !added)
        return added.error();
    if (const Status finished = (*run)->finish(); !finished) return finished.error();
    return FinishedExport{scope->principal, std::move(*run)};
}

void note(ChangeStore& store, Instant now, const UserId& who, const std::string& detail) {
    const auto transaction = store.begin();
    transaction->add_audit(now, who, "export", detail);
    transaction->commit();
}

// Whoever may not take it out is told so before; whether they still may is decided once more where it is read.
Status note_begun(ChangeStore& store, const UserId& user, const exports::Wish& wish, Instant now, const UserId& who) {
    const auto scope = scope_of(*store.read(), user, wish);
    if (!scope) return scope.error();
    note(store, now, who, exports::begun_text(wish.format) + ", " + detail_of(wish, scope->principal, ""));
    return Done{};
}

}  // namespace

Result<exports::Exported> export_records(ChangeStore& store, const UserId& user, exports::Wish wish, Instant now,
                                         const UserId& who) {
    wish.number = exports::new_export_number();
    if (const Status begun = note_begun(store, user, wish, now, who); !begun) return begun.error();
    auto finished = finished_run(*store.read(), user, wish, now);
    if (!finished) return finished.error();
    exports::ExportRun& run = *finished->run;
    note(store, now, who, detail_of(wish, finished->principal, ", " + exports::audit_text(run.exported().amount)));
    if (const Status published = run.publish(); !published) return published.error();
    return run.exported();
}

Status may_take_file(StoreReader& reader, const DocumentBook& book, const Principal& principal, const RecordRow& row) {
    if (const auto mask = mask_for(reader.documents_in_force(), principal); !mask) return mask.error();
    const auto restricted = restricted_records(reader, book);
    if (!restricted) return restricted.error();
    const auto form = book.form_in_force(reader, row.form);
    const auto state = protocol::decode_state(row.state);
    const bool is_kept_only =
        form && state && restricted->covers(form->definition, row.id, forms::shown_answers(form->definition, *state));
    if (!is_kept_only) return Done{};
    return Error{ErrorCode::refused,
                 {"Dữ liệu của người này đang hạn chế xử lý, nên tệp không được lấy ra ngoài.",
                  "Processing of this person's data is restricted, so the file is not taken out."}};
}

}  // namespace nuong
