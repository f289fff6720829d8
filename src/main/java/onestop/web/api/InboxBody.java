package onestop.web.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import onestop.desk.Caller;
import onestop.desk.reading.ReadingScope;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.desk.reading.ReadingScopes;
import onestop.desk.work.ItemOutlooks;
import onestop.inbox.Chances;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxQuery.Urgency;
import onestop.kernel.OfficerId;
import onestop.kernel.ProcedureKey;
import onestop.sla.clock.ClockPause;
import onestop.web.page.Names;
import onestop.web.page.StandingWords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An item of the list of work.
 *
 * @param procedure the code of the procedure; null in a row of an older version, until it is filled
 * @param applicant the applicant's name, or the way to learn it, in the caller's language
 * @param dueAt the current due date of the dossier
 * @param dueLawfulAt the due date by which timeliness is judged
 * @param ownDueAt the earlier of the item's own limit and the due date
 * @param limit which of the two it is
 * @param letterBy the last moment for a letter of apology
 * @param left the working time left, or since, in words of the caller's language
 * @param why the reason for its urgency; empty if it is not urgent
 * @param waitingFor the ground on which the clock is paused; null while it runs
 * @param answers the answers by which the form of the procedure finds dossiers, by their fields'
 *     keys; empty where the caller may not see the applicant's name
 * @param expected what is expected of it
 */
record InboxBody(
    String id,
    String dossier,
    String step,
    String name,
    String role,
    String agency,
    @Nullable String assignee,
    List<String> outcomes,
    @Nullable String procedure,
    String applicant,
    String channel,
    Instant receivedAt,
    Instant createdAt,
    Instant dueAt,
    Instant dueLawfulAt,
    Instant ownDueAt,
    InboxItem.Limit limit,
    Instant letterBy,
    Urgency urgency,
    String left,
    String why,
    @Nullable Instant waitingSince,
    ClockPause.@Nullable Kind waitingFor,
    Map<String, String> answers,
    Expected expected) {
  /**
   * Whether an item can still end in time.
   *
   * @param minutesLeft the working minutes until it is due; below zero once that is past
   * @param minutesOfWork the working minutes that it is expected to need until the result
   * @param saved whether the time left suffices if an officer takes it now
   * @param cases the past cases of the agency behind the expectation; 0 if the model's allotments
   *     stand for them
   */
  record Expected(long minutesLeft, long minutesOfWork, boolean saved, int cases) {
    static Expected of(Chances.Outlook outlook) {
      return new Expected(
          outlook.chance().left(),
          outlook.chance().work(),
          outlook.chance().isSaved(),
          outlook.cases());
    }
  }

  /** Makes bodies of items. */
  @Component
  static final class Writer {
    private final StandingWords standing;
    private final ReadingScopes scopes;
    private final Names names;
    private final ItemOutlooks outlooks;
    private final Clock clock;

    Writer(
        StandingWords standing,
        ReadingScopes scopes,
        Names names,
        ItemOutlooks outlooks,
        Clock clock) {
      this.outlooks = outlooks;
      this.clock = clock;
      this.standing = standing;
      this.scopes = scopes;
      this.names = names;
    }

    /** The bodies in the order of the items; applicants are named in the caller's scope only. */
    List<InboxBody> of(List<InboxItem> items, Caller caller) {
      ReadingScope scope = scopes.of(caller);
      return items.stream().map(item -> of(item, scope)).toList();
    }

    private InboxBody of(InboxItem item, ReadingScope scope) {
      StandingWords.Urgency said = standing.of(item);
      InboxItem.About about = item.about();
      InboxItem.Times times = item.times();
      OfficerId holder = item.assignee();
      ProcedureKey procedure = about.procedure();
      Reading reading =
          scope.of(List.of(about.agencies().receiving(), about.agencies().resolving()));
      return new InboxBody(
          item.workItemId(),
          item.dossier().value(),
          item.step(),
          item.name(),
          item.role(),
          item.agency().value(),
          holder == null ? null : holder.value(),
          item.outcomes(),
          procedure == null ? null : procedure.code(),
          names.applicant(reading, about.applicant()),
          about.channel().name(),
          about.receivedAt(),
          item.createdAt(),
          item.dueAt(),
          times.dueLawfulAt(),
          item.ownDueAt(),
          item.limit(),
          times.letterBy(),
          said.level(),
          said.text(),
          said.why(),
          times.waitingSince(),
          times.waitingFor(),
          names.answers(reading, about.answers()),
          Expected.of(outlooks.of(item, clock.instant())));
    }
  }
}
