package onestop.models;

import onestop.engine.ModelGate;
import org.springframework.stereotype.Component;

/** Refuses every deployment except that of a version on record as checked and tried. */
@Component
class TriedModels implements ModelGate {
  private final ModelStore store;

  TriedModels(ModelStore store) {
    this.store = store;
  }

  @Override
  public void admit(String fileName, byte[] bpmn) {
    String hash = Models.sha256(bpmn);
    boolean tried =
        store.of(Models.processKey(fileName)).stream()
            .anyMatch(v -> v.state() == ModelState.TRIED && v.sha256().equals(hash));
    if (!tried) {
      throw new IllegalStateException(fileName + " is no version that was tried");
    }
  }
}
