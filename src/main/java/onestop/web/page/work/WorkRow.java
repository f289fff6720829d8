package onestop.web.page.work;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.reading.ReadingScope;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.desk.reading.ReadingScopes;
import onestop.desk.work.Assignments;
import onestop.inbox.InboxItem;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.kernel.ProcedureKey;
import onestop.web.page.AbsenceWords;
import onestop.web.page.Names;
import onestop.web.page.StandingWords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A waiting work item in the reader's language.
 *
 * @param applicant the applicant's name, or the way to learn it
 * @param place the agency at which it waits
 * @param dates the moments that the item is measured by, with the working time to each
 * @param lateness the standing in a few words, with its {@code tone}
 * @param sign the tone of the sign beside the moments
 * @param why the reason for its urgency in the law's words; empty if it is not urgent
 * @param waiting what the dossier waits for; null while its clock runs
 * @param holder the officer who holds it, with the end of an absence; null while it is free
 * @param mine whether the reader may end it: the right desk and role, and free or held by the
 *     reader
 * @param free whether no officer holds it
 * @param held whether the reader holds it
 * @param answers the marked answers of the dossier's form by their keys; empty where the reader may
 *     not see them without more ado
 * @param state changes with whatever the row says, except with the time that passes
 */
public record WorkRow(
    String id,
    String name,
    String code,
    String procedure,
    String applicant,
    String channel,
    String role,
    @Nullable String holder,
    Instant createdAt,
    Instant receivedAt,
    String place,
    List<StandingWords.When> dates,
    String lateness,
    String tone,
    String sign,
    String why,
    @Nullable String waiting,
    boolean mine,
    boolean free,
    boolean held,
    Map<String, String> answers,
    String state,
    String href) {

  /** Makes rows of work items. */
  @Component
  public static final class Writer {
    private final Assignments assignments;
    private final ReadingScopes scopes;
    private final Names names;
    private final StandingWords standing;
    private final AbsenceWords absences;

    Writer(
        Assignments assignments,
        ReadingScopes scopes,
        Names names,
        StandingWords standing,
        AbsenceWords absences) {
      this.absences = absences;
      this.assignments = assignments;
      this.scopes = scopes;
      this.names = names;
      this.standing = standing;
    }

    /** The waiting items of one dossier, oldest first. */
    public List<WorkRow> rows(DossierCode dossier, Caller reader) {
      return rows(assignments.of(dossier), reader);
    }

    /** One row, as {@link #rows}. */
    public WorkRow row(InboxItem item, Caller reader) {
      return rows(List.of(item), reader).get(0);
    }

    /**
     * The rows in the order of the items, made from the items alone: each name and post is looked
     * up once.
     */
    public List<WorkRow> rows(List<InboxItem> items, Caller reader) {
      ReadingScope scope = scopes.of(reader);
      Map<OfficerId, String> holders = new HashMap<>();
      Map<Post, Boolean> posts = new HashMap<>();
      return items.stream()
          .map(
              item -> {
                OfficerId holder = item.assignee();
                return row(
                    item,
                    holder == null ? null : holders.computeIfAbsent(holder, absences::named),
                    scope,
                    new Standing(
                        posts.computeIfAbsent(post(item), post -> assignments.serves(reader, post))
                            && isFreeOrOf(item, reader)
                            && !item.bars(reader.id()),
                        reader.id().equals(holder)));
              })
          .toList();
    }

    /** Whether the reader may end the item, and whether the reader holds it. */
    private record Standing(boolean mine, boolean held) {}

    private WorkRow row(
        InboxItem item, @Nullable String holder, ReadingScope scope, Standing reader) {
      StandingWords.Urgency said = standing.of(item);
      InboxItem.About about = item.about();
      ProcedureKey procedure = about.procedure();
      Reading reading =
          scope.of(List.of(about.agencies().receiving(), about.agencies().resolving()));
      return new WorkRow(
          item.workItemId(),
          names.step(item.step(), item.name()),
          item.dossier().value(),
          procedure == null ? "" : names.procedure(procedure),
          names.applicant(reading, about.applicant()),
          about.channel().name(),
          item.role(),
          holder,
          item.createdAt(),
          about.receivedAt(),
          names.agency(item.agency()),
          said.dates(),
          said.text(),
          said.tone(),
          item.handedUp() && !said.tone().equals("bad") ? "paused" : said.sign(),
          said.why(),
          item.handedUp() ? names.text("waiting.approver") : said.waiting(),
          reader.mine(),
          item.assignee() == null,
          reader.held(),
          names.answers(reading, about.answers()),
          state(item),
          "/my-work/" + item.workItemId());
    }

    private static String state(InboxItem item) {
      InboxItem.Times times = item.times();
      String all =
          String.join(
              "|",
              item.role(),
              item.agency().value(),
              String.valueOf(item.assignee()),
              String.valueOf(item.ownDueAt()),
              String.valueOf(item.dueAt()),
              String.valueOf(times.dueLawfulAt()),
              String.valueOf(times.waitingSince()),
              String.valueOf(times.closedAt()));
      return Integer.toHexString(all.hashCode());
    }

    private static Post post(InboxItem item) {
      return new Post(item.agency(), Role.valueOf(item.role().toUpperCase(Locale.ROOT)));
    }

    private static boolean isFreeOrOf(InboxItem item, Caller reader) {
      OfficerId holder = item.assignee();
      return holder == null || holder.equals(reader.id());
    }
  }
}
