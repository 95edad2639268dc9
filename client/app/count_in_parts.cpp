#include "client/app/count_in_parts.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

#include "client/app/counted_records.h"
#include "shared/base/in_parts.h"
#include "shared/forms/needed_answers.h"
#include "shared/protocol/glance.h"
#include "shared/protocol/settled.h"
#include "shared/reports/answer_sheet.h"

namespace nuong::client {
namespace {

constexpr std::size_t counted_at_once = 200;  // between two looks at whether it is still wanted

struct WantedForm {
    FormId id;
    forms::FormPointer form;
    forms::NeededAnswers needed;
    std::int64_t records = 0;
};

std::vector<WantedForm> wanted_forms(Workbook& workbook, std::span<const reports::Tally> tallies) {
    std::vector<WantedForm> wanted;
    for (const auto& [id, count] : workbook.replica().records().counts()) {
        if (!tallies.front().wants(id)) continue;
        std::set<int> asked;
        for (const reports::Tally& each : tallies) asked.merge(each.answers_asked_of(id));
        const forms::FormPointer form = workbook.replica().forms().all().at(id);
        wanted.push_back({id, form, forms::NeededAnswers(form, asked), count});
    }
    return wanted;
}

// The texts of the records, of one form after the other: the threads read by turns.
class ShownBatches {
public:
    ShownBatches(RecordStore& records, const std::vector<WantedForm>& forms) : records_(records), forms_(forms) {}

    struct Batch {
        const WantedForm* form = nullptr;  // nothing: there are no more
        std::vector<ShownText> texts;
    };
    Batch next() {
        const std::lock_guard turn(turn_);
        for (; at_ < forms_.size(); ++at_, after_.reset()) {
            auto texts = records_.shown_after(forms_[at_].id, after_, counted_at_once);
            if (texts.empty()) continue;
            after_ = texts.back().record;
            return {&forms_[at_], std::move(texts)};
        }
        return {};
    }
    void stop() {
        const std::lock_guard turn(turn_);
        at_ = forms_.size();
    }

private:
    RecordStore& records_;
    const std::vector<WantedForm>& forms_;
    std::mutex turn_;
    std::size_t at_ = 0;
    std::optional<RecordId> after_;
};

// What one thread counts, and of what the whole state must say what counts.
class Part {
public:
    explicit Part(std::span<reports::Tally> tallies) : tallies_(tallies) {}

    void count(const ShownBatches::Batch& batch) {
        auto& sheet = sheets_[batch.form];
        if (!sheet) sheet = std::make_unique<reports::AnswerSheet>(batch.form->form);
        const auto is_needed = [&](std::string_view path) { return batch.form->needed.has(path); };
        for (const ShownText& shown : batch.texts) {
            if (!may_count(batch.form->id, protocol::glance_at(shown.state))) continue;
            auto settled = protocol::decode_settled(shown.state, is_needed);
            if (settled)
                add(reports::counted(*batch.form->form, shown.record, shown.area, std::move(*settled)), *sheet);
            else unsettled_.push_back(shown.record);
        }
    }
    const std::vector<RecordId>& unsettled() const { return unsettled_; }

private:
    // What is seen of it at a glance does not rule it out.
    bool may_count(const FormId& form, const protocol::Glance& glance) const {
        return !glance.is_enough || std::any_of(tallies_.begin(), tallies_.end(), [&](const reports::Tally& each) {
            return each.wants(form, glance.days);
        });
    }
    void add(const reports::CountedRecord& record, reports::AnswerSheet& sheet) {
        sheet.load(record.answers, {});
        for (reports::Tally& each : tallies_) each.add(record, sheet);
    }

    std::span<reports::Tally> tallies_;
    std::map<const WantedForm*, std::unique_ptr<reports::AnswerSheet>> sheets_;
    std::vector<RecordId> unsettled_;
};

// Counts like these, for another thread.
struct Others {
    std::vector<reports::Tally> tallies;
    std::vector<reports::CountMemory> memories;

    Others(std::span<const reports::Tally> like, std::size_t remembered) : memories(remembered) {
        for (const reports::Tally& each : like) tallies.push_back(each.another());
        for (std::size_t i = 0; i < memories.size(); ++i) tallies[i].remember_in(memories[i]);
    }
};

}  // namespace

bool count_in_parts(Workbook& workbook, std::span<reports::Tally> tallies, std::span<reports::CountMemory> memories,
                    const CountProgress& progress) {
    const std::vector<WantedForm> forms = wanted_forms(workbook, tallies);
    std::int64_t all = 0;
    for (const WantedForm& each : forms) all += each.records;
    if (progress && !progress(0, all)) return false;
    ShownBatches batches(workbook.replica().records(), forms);
    std::vector<std::unique_ptr<Others>> others(parts_of_work() - 1);
    std::vector<std::vector<RecordId>> unsettled(parts_of_work());
    std::atomic<std::int64_t> seen = 0;
    bool goes_on = true;
    in_parts(parts_of_work(), [&](std::size_t number) {
        auto batch = batches.next();
        if (!batch.form) return;
        if (number > 0) others[number - 1] = std::make_unique<Others>(tallies, memories.size());
        Part part(number == 0 ? tallies : std::span(others[number - 1]->tallies));
        for (; batch.form; batch = batches.next()) {
            part.count(batch);
            seen += static_cast<std::int64_t>(batch.texts.size());
            if (number > 0 || !progress || progress(seen, all)) continue;
            goes_on = false;
            batches.stop();
        }
        unsettled[number] = part.unsettled();
    });
    if (!goes_on || (progress && !progress(seen, all))) return false;
    for (const auto& other : others)
        for (std::size_t i = 0; other && i < tallies.size(); ++i) {
            tallies[i].absorb(other->tallies[i]);
            if (!memories.empty()) memories[i].absorb(other->memories[i]);
        }
    for (const auto& ids : unsettled)
        for (const RecordId& each : ids)
            if (const auto record = counted_record(workbook, each))
                for (reports::Tally& tally : tallies) tally.add(*record);
    return true;
}

}  // namespace nuong::client
