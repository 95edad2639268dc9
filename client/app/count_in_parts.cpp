#include "client/app/count_in_parts.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

#include "client/app/counted_records.h"
#include "client/store/shown_records.h"
#include "shared/base/in_parts.h"
#include "shared/forms/needed_answers.h"
#include "shared/protocol/glance.h"
#include "shared/protocol/settled.h"
#include "shared/reports/answer_sheet.h"

namespace nuong::client {
namespace {

constexpr std::size_t counted_at_once = 200;  // between two looks at whether it is still wanted

struct WantedForm {
    forms::FormPointer form;
    forms::NeededAnswers needed;
    std::vector<std::optional<reports::WantedDays>> days;  // by tally
};

// What is seen of it at a glance does not rule it out. Of a form that is not counted a record still tells of others.
bool may_count(const std::optional<reports::WantedDays>& days, const protocol::Glance& glance) {
    return !glance.is_enough || !days || days->has_any_of(glance.days);
}

struct Wanted {
    std::map<FormId, WantedForm> forms;
    std::int64_t records = 0;

    std::vector<FormId> ids() const {
        std::vector<FormId> ids;
        for (const auto& [id, form] : forms) ids.push_back(id);
        return ids;
    }
};

Wanted wanted_by(Workbook& workbook, std::span<const reports::Tally> tallies) {
    Wanted wanted;
    for (const auto& [id, count] : workbook.replica().records().counts()) {
        if (!tallies.front().wants(id)) continue;
        std::set<int> asked;
        for (const reports::Tally& each : tallies) asked.merge(each.answers_asked_of(id));
        const forms::FormPointer form = workbook.replica().forms().all().at(id);
        WantedForm& of_form = wanted.forms.emplace(id, WantedForm{form, {form, asked}, {}}).first->second;
        for (const reports::Tally& each : tallies) of_form.days.push_back(each.wanted_days(id));
        wanted.records += count;
    }
    return wanted;
}

// The texts of the records: the threads read by turns.
class ShownBatches {
public:
    ShownBatches(Database& store, const std::vector<FormId>& forms) : records_(store, forms) {}

    // Empty after the last, and after stop().
    std::vector<ShownText> next() {
        const std::lock_guard turn(turn_);
        if (is_over_) return {};
        auto texts = records_.next(counted_at_once);
        if (texts.empty()) is_over_ = true;
        return texts;
    }
    void stop() {
        const std::lock_guard turn(turn_);
        is_over_ = true;
    }

private:
    ShownRecords records_;
    std::mutex turn_;
    bool is_over_ = false;
};

// What one thread counts, and of what the whole state must say what counts.
class Part {
public:
    Part(const std::map<FormId, WantedForm>& forms, std::span<reports::Tally> tallies)
        : forms_(forms), tallies_(tallies) {}

    void count(const std::vector<ShownText>& texts) {
        for (const ShownText& shown : texts) {
            const WantedForm& wanted = forms_.at(shown.form);
            const protocol::Glance glance = protocol::glance_at(shown.state);
            if (!may_count_at_all(wanted, glance)) continue;
            auto settled =
                protocol::decode_settled(shown.state, [&](std::string_view path) { return wanted.needed.has(path); });
            if (settled)
                add(reports::counted(*wanted.form, shown.record, shown.area, std::move(*settled)), wanted, glance);
            else unsettled_.push_back(shown.record);
        }
    }
    const std::vector<RecordId>& unsettled() const { return unsettled_; }

private:
    static bool may_count_at_all(const WantedForm& wanted, const protocol::Glance& glance) {
        return std::any_of(wanted.days.begin(), wanted.days.end(), [&](const auto& days) {
            return !glance.is_enough || (days && days->has_any_of(glance.days));
        });
    }
    void add(const reports::CountedRecord& record, const WantedForm& wanted, const protocol::Glance& glance) {
        reports::AnswerSheet& sheet = sheets_.load(wanted.form, record.answers);
        for (std::size_t i = 0; i < tallies_.size(); ++i)
            if (may_count(wanted.days[i], glance)) tallies_[i].add(record, sheet);
    }

    const std::map<FormId, WantedForm>& forms_;
    std::span<reports::Tally> tallies_;
    reports::AnswerSheets sheets_;
    std::vector<RecordId> unsettled_;
};

// Counts like these, for another thread.
struct Others {
    std::vector<reports::Tally> tallies;
    std::vector<reports::CountMemory> memories;

    Others(std::span<const reports::Tally> like, std::size_t remembered) : memories(remembered) {
        for (const reports::Tally& each : like) tallies.push_back(each.another());
        for (reports::Tally& each : tallies) each.share_names(tallies.front());
        for (std::size_t i = 0; i < memories.size(); ++i) tallies[i].remember_in(memories[i]);
    }
};

}  // namespace

bool count_in_parts(Workbook& workbook, std::span<reports::Tally> tallies, std::span<reports::CountMemory> memories,
                    const CountProgress& progress) {
    const Wanted wanted = wanted_by(workbook, tallies);
    if (progress && !progress(0, wanted.records)) return false;
    ShownBatches batches(workbook.replica().database(), wanted.ids());
    std::vector<std::unique_ptr<Others>> others(parts_of_work() - 1);
    std::vector<std::vector<RecordId>> unsettled(parts_of_work());
    std::atomic<std::int64_t> seen = 0;
    bool goes_on = true;
    in_parts(parts_of_work(), [&](std::size_t number) {
        auto texts = batches.next();
        if (texts.empty()) return;
        if (number > 0) others[number - 1] = std::make_unique<Others>(tallies, memories.size());
        Part part(wanted.forms, number == 0 ? tallies : std::span(others[number - 1]->tallies));
        for (; !texts.empty(); texts = batches.next()) {
            part.count(texts);
            seen += static_cast<std::int64_t>(texts.size());
            if (number > 0 || !progress || progress(seen, wanted.records)) continue;
            goes_on = false;
            batches.stop();
        }
        unsettled[number] = part.unsettled();
    });
    if (!goes_on || (progress && !progress(seen, wanted.records))) return false;
    for (auto& other : others) {
        for (std::size_t i = 0; other && i < tallies.size(); ++i) {
            tallies[i].absorb(other->tallies[i]);
            if (!memories.empty()) memories[i].absorb(other->memories[i]);
        }
        other.reset();
    }
    for (const auto& ids : unsettled)
        for (const RecordId& each : ids)
            if (const auto record = counted_record(workbook, each))
                for (reports::Tally& tally : tallies) tally.add(*record);
    return true;
}

}  // namespace nuong::client
