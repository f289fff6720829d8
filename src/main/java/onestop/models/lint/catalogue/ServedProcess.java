package onestop.models.lint.catalogue;

import java.util.List;
import onestop.models.lint.ModelSource;
import onestop.procedures.CatalogueDraft;
import onestop.procedures.Procedure;
import org.w3c.dom.Element;

/** A process and the catalogue, some of whose procedures it serves. */
public record ServedProcess(Element process, CatalogueDraft catalogue) {
  /** The processes of a model, each with the catalogue. */
  public static List<ServedProcess> of(ModelSource model, CatalogueDraft catalogue) {
    return model.all("process").stream()
        .map(process -> new ServedProcess(process, catalogue))
        .toList();
  }

  /** The procedures of the catalogue that run by this process. */
  List<Procedure> procedures() {
    String id = process.getAttribute("id");
    return catalogue.procedures().stream()
        .filter(procedure -> procedure.processKey().equals(id))
        .toList();
  }
}
