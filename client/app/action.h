// Everything a person can ask for. Screens emit actions while they draw; the session performs them between frames.
#pragma once
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "client/app/action_kinds.h"

namespace nuong::client {

// Every kind of action. Adding one here makes the session say what it does.
template <class... Kinds>
struct KindList {};
using ActionKinds =
    KindList<Enroll, ChooseUser, OpenRecovery, Recover, ChoosePin, Unlock, Lock, SwitchUser, AddPerson, StartOver,
             SetLanguage, SetPreferences, OpenSettings, StartPractice, LeavePractice, GoHome, Back, OpenPeople,
             OpenSessions, OpenForms, OpenSearch, OpenRecords, OpenDue, OpenOverview, OpenDevices, OpenCaseload,
             GiveCaseload, OpenDays, OpenPeriods, OpenPeriod, DecidePeriod, OpenGathered, OpenWaiting, OpenRecord,
             CheckRecord, CheckAll, ReturnRecord, OpenConflicts, OpenConflict, OpenSync, DismissNotice, Search,
             ShowMore, StartForm, EditRecord, ResumeDraft, ReopenRefused, Answer, OpenPicker, ChooseRecord, OpenFiles,
             OpenFolder, AttachFile, OpenPad, StayAwake, KeepDrawing, TypeFromPaper, OpenAreas, GoToArea, ChooseArea,
             OpenCard, ReadCard, FillFromCard, SetMissing, AddToCounter, AddRepeat, RemoveRepeat, FilterChoices,
             GoToPage, Undo, Redo, Explain, ShowHidden, DismissFormChanges, SubmitForm, LeaveForm, DiscardDraft,
             DiscardDraftsOutOfSight, TakeHead, SetValue, OpenDuplicate, LinkSame, TellApart, Unlink, SyncNow, StopSync,
             OpenReports, OpenReport, ChoosePeriod, AskDays, ChooseDays, OpenReportAreas, CountAgain, StopCount,
             OpenFigure, OpenChart, OpenReportFile, SaveReport, OpenVersions, FreezeVersion, AdvanceVersion,
             CompareVersions, OpenVersionFile, AskVersions, StopAsking, OpenHandOver, LookForSticks, ChooseFolder,
             ExportBundle, ImportBundle, OpenPrint, PrintNow, OpenListFile, SaveList>;

template <class T, class... Kinds>
constexpr bool is_one_of(KindList<Kinds...>) {
    return (std::is_same_v<T, Kinds> || ...);
}
template <class T>
concept ActionKind = is_one_of<T>(ActionKinds{});

// One of them, or nothing. A value: copies share what never changes. Not a std::variant: with so many kinds its members
// alone took the compiler half a minute in each file that holds a screen.
class Action {
public:
    Action() = default;
    template <ActionKind T>
    Action(T action) : content_(std::make_shared<const T>(std::move(action))), kind_(&kind_of<T>) {}

    template <ActionKind T>
    const T* as() const {
        return is<T>() ? static_cast<const T*>(content_.get()) : nullptr;
    }
    template <ActionKind T>
    bool is() const {
        return kind_ == &kind_of<T>;
    }
    template <ActionKind... T>
    bool is_any_of() const {
        return (is<T>() || ...);
    }

    friend bool operator==(const Action& a, const Action& b) {
        return a.kind_ == b.kind_ && (!a.kind_ || a.kind_->equal(a.content_.get(), b.content_.get()));
    }

private:
    struct Kind {
        bool (*equal)(const void* a, const void* b);
    };
    template <class T>
    static bool equal(const void* a, const void* b) {
        return *static_cast<const T*>(a) == *static_cast<const T*>(b);
    }
    template <class T>
    static constexpr Kind kind_of{&Action::equal<T>};

    std::shared_ptr<const void> content_;
    const Kind* kind_ = nullptr;
};

// Calls `act` with what the action is; it has to know every kind.
template <class Act, class... Kinds>
void perform_each(const Action& action, Act&& act, KindList<Kinds...>) {
    static_cast<void>(((action.is<Kinds>() && (act(*action.as<Kinds>()), true)) || ...));
}
template <class Act>
void visit(const Action& action, Act&& act) {
    perform_each(action, act, ActionKinds{});
}

using Actions = std::vector<Action>;

}  // namespace nuong::client
