package onestop.web.page;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.Dossier;
import onestop.dossiers.DossierLists;
import onestop.dossiers.Dossiers;
import onestop.inbox.InboxItem;
import onestop.kernel.OfficerId;
import onestop.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A waiting work item in the reader's words.
 *
 * @param mine the reader may end it: the right desk and role, free or in the reader's own hands
 * @param free nobody holds it
 */
record WorkRow(
    String id,
    String name,
    String code,
    String procedure,
    String role,
    @Nullable String holder,
    Instant createdAt,
    List<Lateness.When> dates,
    String lateness,
    String tone,
    boolean mine,
    boolean free,
    String href) {

  /** Makes rows of work items. */
  @Component
  static final class Writer {
    private final Dossiers dossiers;
    private final DossierLists lists;
    private final Agencies agencies;
    private final Names names;
    private final Lateness lateness;
    private final Clock clock;

    Writer(
        Dossiers dossiers,
        DossierLists lists,
        Agencies agencies,
        Names names,
        Lateness lateness,
        Clock clock) {
      this.dossiers = dossiers;
      this.lists = lists;
      this.agencies = agencies;
      this.names = names;
      this.lateness = lateness;
      this.clock = clock;
    }

    WorkRow row(InboxItem item, SignedIn reader) {
      Dossier dossier = dossiers.get(item.dossier());
      Lateness.Said said = lateness.of(item, lists.get(item.dossier()));
      OfficerId holder = item.assignee();
      boolean free = holder == null;
      return new WorkRow(
          item.workItemId(),
          names.step(item.step(), item.name()),
          item.dossier().value(),
          names.procedure(dossier.pins().procedure()),
          item.role(),
          holder == null ? null : names.officer(holder),
          item.createdAt(),
          said.dates(),
          said.text(),
          said.tone(),
          mayAct(item, reader),
          free,
          "/my-work/" + item.workItemId());
    }

    /**
     * Whether the reader sits at the desk it lies on, by himself or as a delegate, and it is free
     * or the reader's.
     */
    boolean mayAct(InboxItem item, SignedIn reader) {
      OfficerId officer = reader.officer().id();
      Role role = Role.valueOf(item.role().toUpperCase(Locale.ROOT));
      OfficerId holder = item.assignee();
      return agencies.signature(officer, new Post(item.agency(), role), clock.instant()).isPresent()
          && (holder == null || holder.equals(officer));
    }
  }
}
