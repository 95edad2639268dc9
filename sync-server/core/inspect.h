// Inspection: the form engine looks at what a device sends, with the version of the form that the device used. What
// that version should have caught on the device is refused and kept in quarantine; what only became wrong by coming
// together with others' work, or by a newer version, is accepted and shown as wrong.
#pragma once
#include "shared/forms/instance.h"
#include "sync-server/core/judge.h"

namespace nuong {

// Nothing when the change may be merged. `after` is the record with the change in it; `is_made` says that the change
// makes the record, so that the device saw all of it.
std::optional<Refusal> refusal_by_form(const forms::FormPointer& form, const RecordState& after, const Change& change,
                                       bool is_made, Instant received);
// The same for nothing but whether who was asked has agreed (settings.consent_purpose).
std::optional<Refusal> refusal_for_consent(const forms::FormPointer& form, const RecordState& after,
                                           const Change& change, Instant received);

// What the decoder of a state counts.
std::size_t parts_of(const RecordState& state);
// `bytes`: of the record with the change in it, as it is stored.
std::optional<Refusal> refusal_by_size(const RecordState& after, std::size_t bytes);

// What is wrong with a record as it stands, under a version of its form: for people who look at it.
std::vector<forms::AnswerError> errors_in(const forms::FormPointer& form, const RecordState& state, Date today);

}  // namespace nuong
