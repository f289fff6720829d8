package onestop.desk.people;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.dossiers.registers.ResultRegister;
import onestop.dossiers.registers.ResultRegisters;
import onestop.forms.PrintableText;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import org.springframework.stereotype.Service;

/** The registers in which an agency numbers its results, kept by an administrator. */
@Service
public final class RegisterBook {
  private final ResultRegisters registers;
  private final AgencyFiles files;
  private final Catalogue catalogue;
  private final Clock clock;

  RegisterBook(ResultRegisters registers, AgencyFiles files, Catalogue catalogue, Clock clock) {
    this.registers = registers;
    this.files = files;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * A register and what it gives next.
   *
   * @param next the number from which on the first free one is proposed this year
   * @param proposed the number proposed for the next result, as it is written
   */
  public record Kept(ResultRegister register, int next, String proposed) {}

  /** A register as typed; {@code procedure} is the national code. */
  public record Draft(String procedure, String name, String pattern, int next) {}

  /**
   * The registers of an agency, by procedure.
   *
   * @throws Failure {@code desk/no-such-agency} if there is none in the caller's reach
   */
  public List<Kept> of(AgencyCode agency, Caller by) {
    OfficerRights.require(by);
    int year = year();
    return registers.of(inReach(agency, by)).stream()
        .map(one -> new Kept(one, one.from(year), registers.proposed(one, year)))
        .toList();
  }

  /**
   * Keeps a register, or changes the one of the same procedure.
   *
   * @throws Failure {@code desk/no-such-agency}, {@code desk/register-procedure}, {@code
   *     forms/unprintable}, or as {@link ResultRegister}
   */
  public void keep(AgencyCode agency, Draft draft, Caller by) {
    OfficerRights.require(by);
    PrintableText.require("name", draft.name());
    PrintableText.require("pattern", draft.pattern());
    Optional<Procedure> procedure =
        catalogue.all().stream().filter(p -> p.key().code().equals(draft.procedure())).findFirst();
    if (procedure.isEmpty()) {
      throw Failure.badInput(
          "desk", "register-procedure", "field", "procedure", "value", draft.procedure());
    }
    registers.keep(
        new ResultRegister(
            inReach(agency, by),
            procedure.get().key().code(),
            draft.name(),
            draft.pattern(),
            year(),
            draft.next()),
        by.id());
  }

  /**
   * Keeps no register of a procedure any more; the numbers given stay on record.
   *
   * @return {@link OfficerRights.Effect#WAS_SO} if there was none
   */
  public OfficerRights.Effect remove(AgencyCode agency, String procedure, Caller by) {
    OfficerRights.require(by);
    return registers.remove(inReach(agency, by), procedure)
        ? OfficerRights.Effect.DONE
        : OfficerRights.Effect.WAS_SO;
  }

  private AgencyCode inReach(AgencyCode agency, Caller by) {
    return files.get(agency, by).agency().code();
  }

  private int year() {
    return registers.year(clock.instant());
  }
}
