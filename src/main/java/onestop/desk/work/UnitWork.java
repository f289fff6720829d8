package onestop.desk.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.agencies.Agencies;
import onestop.agencies.ByGivenName;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.engine.CommandGateway.Outcome;
import onestop.inbox.InboxFilter.Desk;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxPages;
import onestop.inbox.InboxPages.Counts;
import onestop.inbox.InboxPages.Page;
import onestop.inbox.InboxPages.Place;
import onestop.inbox.InboxQuery;
import onestop.inbox.InboxQuery.Choice;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.NextItem;
import onestop.inbox.own.SavedViews;
import onestop.inbox.own.SavedViews.SavedView;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The work of the units in which an officer serves, as that officer sees it and takes it on. */
@Service
public final class UnitWork {
  /** As many working days as a row of a list counts as near. */
  private static final int NEAR_DAYS = 2;

  private static final List<Role> ROLES =
      Arrays.stream(Role.values()).filter(Role::worksOnDossiers).toList();

  private final InboxPages pages;
  private final NextItem next;
  private final SavedViews views;
  private final Dossiers dossiers;
  private final Agencies agencies;
  private final Calendars calendars;
  private final Clock clock;

  UnitWork(
      InboxPages pages,
      NextItem next,
      SavedViews views,
      Dossiers dossiers,
      Agencies agencies,
      Calendars calendars,
      Clock clock) {
    this.pages = pages;
    this.next = next;
    this.views = views;
    this.dossiers = dossiers;
    this.agencies = agencies;
    this.calendars = calendars;
    this.clock = clock;
  }

  /** The caller with the own desks and the desks delegated at this moment. */
  public Reader reader(Caller caller) {
    Instant now = clock.instant();
    List<Post> posts =
        agencies.posts(caller.id(), now).stream()
            .filter(post -> post.role().worksOnDossiers())
            .toList();
    List<Desk> desks = posts.stream().map(post -> desk(post.agency(), post.role())).toList();
    List<Desk> unit =
        posts.stream()
            .map(Post::agency)
            .distinct()
            .flatMap(agency -> ROLES.stream().map(role -> desk(agency, role)))
            .toList();
    return new Reader(caller.id(), desks, unit, now, near(caller, now));
  }

  private static Desk desk(AgencyCode agency, Role role) {
    return new Desk(agency, role.code());
  }

  private Instant near(Caller caller, Instant now) {
    WorkingCalendar calendar = calendars.today(Calendars.VIETNAM, caller.officer().agency());
    Duration day = calendar.schedule().on(calendar.dateOf(now)).length();
    return calendar.plusWorking(now, day.multipliedBy(NEAR_DAYS));
  }

  /** Rows of a list, as {@link InboxPages#page}. */
  public Page page(InboxQuery query, @Nullable Place place, int size) {
    return pages.page(query, place, size);
  }

  /** The rows of those items that wait at the caller's agencies, by id. */
  public Map<String, InboxItem> rows(List<String> ids, Caller caller) {
    return pages.of(reader(caller), ids);
  }

  /** The counters of the tabs and of these choices. */
  public Counts counts(Reader reader, List<Choice> choices) {
    return pages.counts(reader, choices);
  }

  /** The officers of the reader's units who can hold an item, by login. */
  public List<Officer> holders(Reader reader) {
    return reader.desks().stream()
        .map(Desk::agency)
        .distinct()
        .flatMap(agency -> agencies.officers(agency).stream())
        .filter(officer -> officer.roles().stream().anyMatch(Role::worksOnDossiers))
        .sorted(new ByGivenName())
        .toList();
  }

  /**
   * Claims the free item that saves most, once for each key, as {@link NextItem#claim}.
   *
   * @throws Failure {@code desk/absent-now} while the caller is recorded as absent
   */
  public Optional<NextItem.Given> next(Caller caller, @Nullable String key) {
    requirePresent(caller);
    return next.claim(reader(caller), caller.actor(), key);
  }

  private void requirePresent(Caller caller) {
    agencies
        .absence(caller.id(), clock.instant())
        .ifPresent(
            absence -> {
              throw Failure.conflict("desk", "absent-now", "until", absence.lastOn());
            });
  }

  /** Claims many items; each succeeds or fails by itself, in the order of the ids. */
  public List<Outcome<Boolean>> claim(List<String> ids, Caller caller) {
    return dossiers.claimAll(ids, caller.actor());
  }

  /** Gives many items back; each succeeds or fails by itself, in the order of the ids. */
  public List<Outcome<Boolean>> release(List<String> ids, Caller caller) {
    return dossiers.releaseAll(ids, caller.actor());
  }

  /** The saved views of the caller, oldest first. */
  public List<SavedView> views(Caller caller) {
    return views.of(caller.id());
  }

  /** Saves a view of the caller, as {@link SavedViews#save}. */
  public SavedView save(String name, String query, Caller caller) {
    return views.save(caller.id(), name, query);
  }

  /** Deletes a view of the caller, as {@link SavedViews#delete}. */
  public void deleteView(int no, Caller caller) {
    views.delete(caller.id(), no);
  }
}
