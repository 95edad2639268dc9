// POST /v1/reports: a device asks about frozen reports.
#include "shared/protocol/compression.h"
#include "shared/protocol/report_desk.h"
#include "sync-server/admin/endpoints.h"
#include "sync-server/admin/http_answers.h"
#include "sync-server/core/report_desk.h"

namespace nuong::admin {
namespace {

using protocol::HttpError;

constexpr std::size_t question_bytes_max = 16 * 1024;  // packed or not; a note is the longest part of it

HttpError question_too_large() { return {"too_large", {"Câu hỏi này quá dài.", "This question is too long."}}; }

}  // namespace

struct Endpoints::Reports {
    HttpReply reply;
    bool may_pack = false;
    std::optional<ReportDesk::Written> written;
};

void Endpoints::ask_reports(HttpRequest request, HttpReply reply) {
    const auto asker = asker_of(request);
    if (!asker) return reply(unauthorized());
    if (request.body.size() > question_bytes_max) return reply(response_of(question_too_large()));
    on_reader(reply, [this, reply, asker = *asker, may_pack = understands_packed(request),
                      body = std::move(request.body)](ChangeStore& store) mutable {
        const auto reader = store.read();
        const auto principal = admit(*reader, asker, reply);
        if (!principal) return;
        if (parent_) return reply(response_of(only_at_the_district()));
        const auto text = protocol::unpack(body, question_bytes_max);
        auto asked = text ? protocol::decode_reports_request(*text) : Result<protocol::ReportsRequest>(text.error());
        if (!asked) return reply(response_of(asked.error()));
        const ReportDesk desk(service_.book(), principal, std::move(*asked), clock_.now());
        const auto turn = desk.counts() ? site_.counting().begin(asker.token) : nullptr;
        if (desk.counts() && !turn) return reply(response_of(counts_already()));
        auto read = desk.read(*reader);
        if (const auto* refused = std::get_if<HttpError>(&read)) return reply(response_of(*refused));
        auto& next = std::get<0>(read);
        if (const auto* answer = std::get_if<protocol::ReportsAnswer>(&next))
            return reply(answer_of(protocol::encode(*answer), may_pack));
        write_report(std::make_shared<Reports>(Reports{reply, may_pack, std::nullopt}),
                     std::move(std::get<ReportDesk::Write>(next)));
    });
}

void Endpoints::write_report(const std::shared_ptr<Reports>& asked, ReportDesk::Write write) {
    const auto job = [asked, write = std::move(write)](StoreTransaction& transaction) {
        asked->written = write(transaction);
    };
    const auto answer = [this, asked](const Result<Committed>& committed) {
        if (!is_written(committed, asked->reply)) return;
        if (const auto* refused = std::get_if<HttpError>(&*asked->written)) return asked->reply(response_of(*refused));
        asked->reply(answer_of(protocol::encode(std::get<protocol::ReportsAnswer>(*asked->written)), asked->may_pack));
    };
    if (!writer_.submit(job, answer)) turn_away(asked->reply);
}

}  // namespace nuong::admin
