package onestop.web.page.work;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.work.Assignments;
import onestop.desk.work.DossierSearch;
import onestop.facts.DossierSummary;
import onestop.inbox.InboxItem;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.web.page.Names;
import onestop.web.page.StandingWords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A waiting work item in the reader's language.
 *
 * @param mine whether the reader may end it: the right desk and role, and free or held by the
 *     reader
 * @param free whether no officer holds it
 */
record WorkRow(
    String id,
    String name,
    String code,
    String procedure,
    String role,
    @Nullable String holder,
    Instant createdAt,
    List<StandingWords.When> dates,
    String lateness,
    String tone,
    boolean mine,
    boolean free,
    String href) {

  /** Makes rows of work items. */
  @Component
  static final class Writer {
    private final Assignments assignments;
    private final DossierSearch dossiers;
    private final Names names;
    private final StandingWords lateness;

    Writer(Assignments assignments, DossierSearch dossiers, Names names, StandingWords lateness) {
      this.assignments = assignments;
      this.dossiers = dossiers;
      this.names = names;
      this.lateness = lateness;
    }

    WorkRow row(InboxItem item, Caller reader) {
      return rows(List.of(item), reader).get(0);
    }

    /**
     * The rows in the order of the items; their dossiers are read in one statement, each name and
     * post once.
     */
    List<WorkRow> rows(List<InboxItem> items, Caller reader) {
      Map<DossierCode, DossierSummary> summaries =
          dossiers.of(items.stream().map(InboxItem::dossier).toList());
      Map<OfficerId, String> holders = new HashMap<>();
      Map<Post, Boolean> posts = new HashMap<>();
      return items.stream()
          .map(
              item -> {
                OfficerId holder = item.assignee();
                return row(
                    item,
                    Objects.requireNonNull(summaries.get(item.dossier())),
                    holder == null ? null : holders.computeIfAbsent(holder, names::officer),
                    posts.computeIfAbsent(post(item), post -> assignments.serves(reader, post))
                        && isFreeOrOf(item, reader));
              })
          .toList();
    }

    private WorkRow row(
        InboxItem item, DossierSummary dossier, @Nullable String holder, boolean mine) {
      StandingWords.Standing said = lateness.of(item, dossier);
      return new WorkRow(
          item.workItemId(),
          names.step(item.step(), item.name()),
          item.dossier().value(),
          names.procedure(dossier.procedure()),
          item.role(),
          holder,
          item.createdAt(),
          said.dates(),
          said.text(),
          said.tone(),
          mine,
          item.assignee() == null,
          "/my-work/" + item.workItemId());
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
