package onestop.desk.letters;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationFilter;
import onestop.apologies.obligation.ObligationState;
import onestop.desk.Caller;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;

/**
 * The drafted letters that an officer may sign today, as head of an agency or by a delegation whose
 * days cover it: earliest limit first, at most {@link #MOST}.
 */
@Service
public final class SigningStack {
  /** The greatest number of letters in the stack, and of letters signed in one go. */
  public static final int MOST = 1000;

  private static final Set<ObligationState> STATES =
      Set.of(ObligationState.DRAFTED, ObligationState.BREACHED);

  private static final Comparator<ApologyObligation> ORDER =
      Comparator.comparing(ApologyObligation::limitAt).thenComparing(ApologyObligation::id);

  private final Apologies apologies;
  private final LetterSheets sheets;
  private final Agencies agencies;
  private final Clock clock;

  SigningStack(Apologies apologies, LetterSheets sheets, Agencies agencies, Clock clock) {
    this.apologies = apologies;
    this.sheets = sheets;
    this.agencies = agencies;
    this.clock = clock;
  }

  /** The letters of the stack. */
  public List<ApologyObligation> of(Caller caller) {
    List<ApologyObligation> found = new ArrayList<>();
    for (AgencyCode agency : signsFor(caller)) {
      ObligationFilter waiting = new ObligationFilter(STATES, agency, null);
      List<ApologyObligation> part;
      int offset = 0;
      int before = found.size();
      do {
        part = apologies.find(waiting, offset, Apologies.MAX_SIZE);
        part.stream()
            .filter(one -> one.draft() != null && apologies.maySign(one, caller.id()))
            .forEach(found::add);
        offset += Apologies.MAX_SIZE;
      } while (part.size() == Apologies.MAX_SIZE && found.size() - before < MOST);
    }
    return found.stream().sorted(ORDER).limit(MOST).toList();
  }

  private List<AgencyCode> signsFor(Caller caller) {
    if (!caller.hasAny(Role.HEAD_OF_AGENCY)) {
      return List.of();
    }
    return agencies.posts(caller.id(), clock.instant()).stream()
        .filter(post -> post.role() == Role.HEAD_OF_AGENCY)
        .map(Post::agency)
        .distinct()
        .toList();
  }

  /** The letters {@code offset} (from 0) to {@code offset + size} (exclusive) of a stack. */
  public List<LetterSheet> sheets(
      List<ApologyObligation> stack, int offset, int size, Caller caller) {
    int from = Math.min(offset, stack.size());
    int to = Math.min(from + size, stack.size());
    return sheets.listed(stack.subList(from, to), caller);
  }

  /**
   * The place of a letter in the stack.
   *
   * @param number from 1
   * @param before the letter before it; empty for the first
   * @param next the letter after it; empty for the last
   */
  public record Place(int number, int of, Optional<Long> before, Optional<Long> next) {}

  /** The place of a letter; empty if it is not in the stack. */
  public Optional<Place> place(long id, Caller caller) {
    List<ApologyObligation> stack = of(caller);
    OptionalInt at =
        IntStream.range(0, stack.size()).filter(i -> stack.get(i).id() == id).findFirst();
    if (at.isEmpty()) {
      return Optional.empty();
    }
    int i = at.getAsInt();
    return Optional.of(
        new Place(
            i + 1,
            stack.size(),
            i == 0 ? Optional.empty() : Optional.of(stack.get(i - 1).id()),
            i + 1 == stack.size() ? Optional.empty() : Optional.of(stack.get(i + 1).id())));
  }

  /**
   * What is left after a letter was signed.
   *
   * @param next the letter that follows it in order, otherwise the first; empty if none is left
   */
  public record Left(int letters, Optional<Long> next) {}

  /** The stack after that letter. */
  public Left after(ApologyObligation signed, Caller caller) {
    List<ApologyObligation> stack = of(caller).stream().filter(o -> o.id() != signed.id()).toList();
    Optional<ApologyObligation> following =
        stack.stream().filter(one -> ORDER.compare(one, signed) > 0).findFirst();
    return new Left(
        stack.size(), following.or(() -> stack.stream().findFirst()).map(ApologyObligation::id));
  }

  /** The dossier of a letter; empty if there is no letter of that id. */
  public Optional<DossierCode> dossier(long id) {
    try {
      return Optional.of(apologies.get(id).dossier());
    } catch (Failure none) {
      return Optional.empty();
    }
  }
}
