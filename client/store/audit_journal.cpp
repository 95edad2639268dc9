#include "client/store/audit_journal.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/model/change.h"
#include "shared/sqlite/columns.h"

namespace nuong::client {
namespace {

constexpr std::int64_t kept_after_sent = 1'000;

// What no server could read would hold up every sync after it.
std::string short_text(const std::string& detail) {
    constexpr std::size_t most = 150;  // of protocol::audit_detail_max
    std::string text = clean_text(detail).value_or("");
    std::size_t end = std::min(text.size(), most);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    return text;
}

Hash link_from(Statement& row, int column) { return columns::hash_from(row.blob(column)); }

protocol::SentAuditEntry entry_from(std::string_view body) {
    auto sent = protocol::decode_audit_entry(body);
    if (!sent) throw DatabaseError(DatabaseError::Kind::damaged, "audit: " + sent.error().message.en);
    return std::move(*sent);
}

}  // namespace

void AuditJournal::append(protocol::AuditEntry entry) {
    entry.detail = short_text(entry.detail);
    Hash previous{};
    entry.n = 1;
    {
        Statement last = db_.prepare("select n, link from audit order by n desc limit 1");
        if (last.step()) {
            entry.n = static_cast<std::uint64_t>(last.integer(0)) + 1;
            previous = link_from(last, 1);
        }
    }
    const std::string body = protocol::encode(entry);
    const Hash link = next_link(previous, sha256(body));
    db_.prepare("insert into audit(n, body, link) values(?, ?, ?)")
        .bind(1, static_cast<std::int64_t>(entry.n))
        .bind(2, body)
        .bind(3, Blob(link))
        .run();
}

AuditJournal::Marks AuditJournal::marks() {
    Statement row = db_.prepare("select top, here, doubted, deaf from audit_sent");
    row.step();
    return {static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1)), row.integer(2) != 0,
            row.integer(3) != 0};
}

void AuditJournal::put_marks(const Marks& marks) {
    db_.prepare("update audit_sent set top = ?, here = ?, doubted = ?, deaf = ?")
        .bind(1, static_cast<std::int64_t>(marks.top))
        .bind(2, static_cast<std::int64_t>(marks.here))
        .bind(3, static_cast<std::int64_t>(marks.is_doubted))
        .bind(4, static_cast<std::int64_t>(marks.is_deaf))
        .run();
}

std::optional<protocol::AuditRun> AuditJournal::due(std::size_t most) {
    const Marks marks = this->marks();
    protocol::AuditRun run;
    run.doubts = marks.is_doubted && marks.top > 0;
    Statement rows = db_.prepare("select body from audit where n > ? order by n limit ?");
    rows.bind(1, static_cast<std::int64_t>(marks.here)).bind(2, static_cast<std::int64_t>(most));
    while (rows.step()) run.entries.push_back(entry_from(rows.text(0)));
    if (run.entries.empty() && marks.here == marks.top && !run.doubts) return std::nullopt;
    if (marks.is_deaf) run.entries.clear();
    run.previous = link_after(marks.here);
    return run;
}

Hash AuditJournal::link_after(std::uint64_t n) {
    Statement row = db_.prepare("select link from audit where n = ?");
    row.bind(1, static_cast<std::int64_t>(n));
    return row.step() ? link_from(row, 0) : Hash{};
}

bool AuditJournal::is_waiting() {
    return db_.integer_of("select exists(select 1 from audit where n > (select top from audit_sent))") != 0;
}

bool AuditJournal::is_unsaid() {
    const Marks marks = this->marks();
    if (marks.is_doubted && marks.top > 0) return true;
    return db_.integer_of("select exists(select 1 from audit where n > (select here from audit_sent))") != 0;
}

// The first that is still here keeps its predecessor's link to itself: only what comes after it can be sent.
std::uint64_t AuditJournal::before_the_first() {
    const auto oldest = static_cast<std::uint64_t>(db_.integer_of("select coalesce(min(n), 0) from audit"));
    return oldest == 1 ? 0 : oldest;
}

bool AuditJournal::take(const protocol::AuditRun& said, const protocol::AuditTaken& answer) {
    const Marks before = marks();
    Marks now = before;
    now.is_deaf = false;
    if (said.doubts) now.is_doubted = false;
    if (answer.has_gap) {
        const std::uint64_t first = before_the_first();
        if (said.doubts || before.here > first) {
            now.top = now.here = first;
            put_marks(now);
            return true;
        }
    }
    const std::uint64_t count = std::min<std::uint64_t>(answer.count, said.entries.size());
    if (count > 0) now.here = std::max(now.here, said.entries[count - 1].entry.n);
    const bool is_all_here = count == said.entries.size();
    if (answer.at_top && is_all_here && link_after(now.here) == protocol::end_of(said)) now.top = now.here;
    put_marks(now);
    db_.prepare("delete from audit where n <= (select top from audit_sent) - ?").bind(1, kept_after_sent).run();
    return now != before;
}

void AuditJournal::note_silence() {
    Marks now = marks();
    now.is_deaf = true;
    put_marks(now);
}

void AuditJournal::doubt_server() {
    Marks now = marks();
    now.is_deaf = false;
    now.here = now.top;
    now.is_doubted = true;
    put_marks(now);
}

std::vector<protocol::AuditEntry> AuditJournal::entries() {
    Statement rows = db_.prepare("select body from audit order by n");
    std::vector<protocol::AuditEntry> entries;
    while (rows.step()) entries.push_back(entry_from(rows.text(0)).entry);
    return entries;
}

}  // namespace nuong::client
