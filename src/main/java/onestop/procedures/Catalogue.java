package onestop.procedures;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.kernel.ProcedureKey;
import onestop.procedures.fee.FeeSchedule;
import onestop.procedures.form.ApplicationForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The procedures that the city offers and the rule packs by which they are judged. Content is
 * pinned: the content of a version never changes.
 */
@Service
public class Catalogue {
  private final CatalogueDocuments documents;

  Catalogue(CatalogueDocuments documents) {
    this.documents = documents;
  }

  /**
   * The newest version of a procedure.
   *
   * @throws onestop.kernel.Failure {@code procedures/no-such-procedure} if there is none of that
   *     code
   */
  public Procedure current(String code) {
    return documents.procedures().stream()
        .filter(procedure -> procedure.key().code().equals(code))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> Failure.notFound("procedures", "no-such-procedure", "code", code));
  }

  /** The version {@code key}, even if a newer one is in force. */
  public Procedure version(ProcedureKey key) {
    return documents.procedures().stream()
        .filter(procedure -> procedure.key().equals(key))
        .findFirst()
        .orElseThrow(() -> Failure.notFound("procedures", "no-such-procedure", "code", key));
  }

  /** The newest version of every procedure, by code. */
  public List<Procedure> all() {
    return documents.procedures().stream()
        .map(procedure -> procedure.key().code())
        .distinct()
        .map(this::current)
        .toList();
  }

  /** The form in force for applications of a procedure; empty if it has none. */
  public Optional<ApplicationForm> form(Procedure procedure) {
    return documents.forms().stream()
        .filter(form -> form.id().equals(procedure.processKey()))
        .reduce((older, newer) -> newer);
  }

  /** The version of a form by which a dossier was received. */
  public Optional<ApplicationForm> form(String id, int version) {
    return documents.forms().stream()
        .filter(form -> form.id().equals(id) && form.version() == version)
        .findFirst();
  }

  /** The fees in force of a procedure; empty if the catalogue has them in words only. */
  public Optional<FeeSchedule> fees(Procedure procedure) {
    return documents.fees().stream()
        .filter(fees -> fees.procedure().equals(procedure.key().code()))
        .reduce((older, newer) -> newer);
  }

  /** The pack by which a dossier received on that day is judged. */
  public RulePack rulePackFor(Procedure procedure, LocalDate day) {
    return procedure.rulePack() == null ? rulePackOn(day) : rulePackById(procedure.rulePack());
  }

  private RulePack rulePackOn(LocalDate day) {
    return documents.rulePacks().stream()
        .filter(pack -> pack.governs(day))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> Failure.notFound("procedures", "no-rule-pack-on", "day", day));
  }

  /**
   * The form of a meaning in force on a day, for papers that belong to no dossier: that of the
   * newest pack in force by then; if no such pack has the form, that of the first later one.
   */
  public FormRef formOn(String meaning, LocalDate day) {
    List<RulePack> having =
        documents.rulePacks().stream()
            .filter(pack -> pack.byDate() && pack.forms().containsKey(meaning))
            .sorted(Comparator.comparing(RulePack::validFrom))
            .toList();
    return having.stream()
        .filter(pack -> !pack.validFrom().isAfter(day))
        .reduce((older, newer) -> newer)
        .or(() -> having.stream().findFirst())
        .orElseThrow(() -> Failure.notFound("procedures", "no-rule-pack-on", "day", day))
        .form(meaning);
  }

  /** All versions of all packs, by id, older first. */
  public List<RulePack> rulePacks() {
    return documents.rulePacks();
  }

  /** The newest version of a named pack. */
  public RulePack rulePackById(String id) {
    return documents.rulePacks().stream()
        .filter(pack -> pack.id().equals(id))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> Failure.notFound("procedures", "no-such-rule-pack", "pack", id));
  }

  /** The given version of a pack. */
  public RulePack rulePack(String id, int version) {
    return documents.rulePacks().stream()
        .filter(pack -> pack.id().equals(id) && pack.version() == version)
        .findFirst()
        .orElseThrow(
            () -> Failure.notFound("procedures", "no-such-rule-pack", "pack", id + "/" + version));
  }

  /**
   * The bounds for acts of today on a dossier of that pack. A version older than the bounds has
   * those of the newest version of the same pack, so that earlier dossiers are bound too.
   */
  public Bounds bounds(RulePack pack) {
    return own(pack.bounds(), rulePackById(pack.id()).bounds());
  }

  private static Bounds own(@Nullable Bounds own, @Nullable Bounds newest) {
    return own != null ? own : newest != null ? newest : Bounds.NONE;
  }

  /** The bound of one kind of clock move: the procedure's own, otherwise the pack's. */
  public Bound bound(RulePack pack, Procedure procedure, ClockMove move) {
    Map<ClockMove, Bound> own = procedure.bounds();
    if (own == null) {
      own = current(procedure.key().code()).bounds();
    }
    Bound bound = own == null ? null : own.get(move);
    if (bound == null) {
      bound = bounds(pack).moves().getOrDefault(move, Bounds.NOT_PROVIDED);
    }
    return move == ClockMove.SUPPLEMENT
        ? bound.withAlone(procedure.maxSupplementRequests())
        : bound;
  }
}
