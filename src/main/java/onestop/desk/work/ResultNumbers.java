package onestop.desk.work;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.desk.reading.DossierAccess;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.registers.ResultRegister;
import onestop.dossiers.registers.ResultRegisters;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.inbox.InboxItem;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.ProcedureKey;
import onestop.procedures.StepForm;
import org.springframework.stereotype.Service;

/** The numbers of results in the register of their agency and procedure. */
@Service
public final class ResultNumbers {
  private final ResultRegisters registers;
  private final Dossiers dossiers;
  private final WorkItems workItems;
  private final DossierAccess access;
  private final Clock clock;

  ResultNumbers(
      ResultRegisters registers,
      Dossiers dossiers,
      WorkItems workItems,
      DossierAccess access,
      Clock clock) {
    this.registers = registers;
    this.dossiers = dossiers;
    this.workItems = workItems;
    this.access = access;
    this.clock = clock;
  }

  /**
   * A proposed number.
   *
   * @param register the name of the book
   * @param number as it is written; free when it was read
   */
  public record Proposed(String register, String number) {}

  /** The number for the result that an item records; empty without a result or a register. */
  public Optional<Proposed> proposed(WorkItem item) {
    if (StepForm.RESOLUTION.outcomeOf(item).isEmpty()) {
      return Optional.empty();
    }
    return registers
        .of(dossiers.get(item.dossier()))
        .map(book -> new Proposed(book.name(), registers.proposed(book, year())));
  }

  /**
   * The numbers for the results that items of one form record, by item: in the order of the items
   * one after the other, each once. Items without a register have none.
   */
  public Map<String, Proposed> proposed(List<InboxItem> items) {
    Map<Book, List<String>> books = new LinkedHashMap<>();
    for (InboxItem item : items) {
      books.computeIfAbsent(book(item), any -> new ArrayList<>()).add(item.workItemId());
    }
    Map<String, Proposed> proposed = new HashMap<>();
    books.forEach(
        (book, ids) ->
            registers
                .of(book.agency(), book.procedure())
                .ifPresent(register -> propose(register, ids, proposed)));
    return proposed;
  }

  private record Book(AgencyCode agency, String procedure) {}

  private Book book(InboxItem item) {
    ProcedureKey procedure = item.about().procedure();
    return new Book(
        item.about().agencies().resolving(),
        procedure == null
            ? dossiers.get(item.dossier()).pins().procedure().code()
            : procedure.code());
  }

  private void propose(ResultRegister register, List<String> ids, Map<String, Proposed> proposed) {
    List<String> numbers = registers.proposed(register, year(), ids.size());
    for (int i = 0; i < numbers.size(); i++) {
      proposed.put(ids.get(i), new Proposed(register.name(), numbers.get(i)));
    }
  }

  /** What two numbers have in common that a register takes for the same. */
  public static String key(String number) {
    return ResultRegister.key(number);
  }

  /** The refusal of a taken number, which names the dossier that has it to who may open that. */
  Failure naming(Failure taken, String workItemId, Caller caller) {
    if (!taken.module().equals("dossiers") || !taken.slug().equals("number-taken")) {
      return taken;
    }
    Dossier dossier = dossiers.get(workItems.get(workItemId).dossier());
    Optional<ResultRegister> register = registers.of(dossier);
    String number = String.valueOf(taken.arguments().get("value"));
    Optional<DossierCode> holder = register.flatMap(book -> registers.holder(book, year(), number));
    if (holder.isEmpty() || access.of(caller, holder.get()) != Reading.OPEN) {
      return taken;
    }
    return Failure.conflict(
            "desk",
            "number-taken-by",
            "field",
            ResultRegisters.FIELD,
            "value",
            number,
            "code",
            holder.get().value(),
            "next",
            String.valueOf(taken.arguments().get("next")))
        .causedBy(taken);
  }

  private int year() {
    return registers.year(clock.instant());
  }
}
