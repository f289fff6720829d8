package onestop.desk.bench;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import onestop.kernel.Failure;

/** The file with which the model of a new procedure begins: a start, and nothing else. */
final class NewModel {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");
  private static final int LONGEST_ID = 80;
  private static final int LONGEST_NAME = 255;

  private static final String FILE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
      xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" \
      xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" \
      xmlns:di="http://www.omg.org/spec/DD/20100524/DI" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xmlns:camunda="http://camunda.org/schema/1.0/bpmn" \
      id="define_%1$s" targetNamespace="urn:onestop:bpmn">
        <bpmn:process id="%1$s" name="%2$s" isExecutable="true">
          <bpmn:startEvent id="receive_dossier" name="Tiếp nhận hồ sơ" />
        </bpmn:process>
        <bpmndi:BPMNDiagram id="diagram_%1$s">
          <bpmndi:BPMNPlane id="plane_%1$s" bpmnElement="%1$s">
            <bpmndi:BPMNShape id="receive_dossier_di" bpmnElement="receive_dossier">
              <dc:Bounds x="160" y="200" width="36" height="36" />
            </bpmndi:BPMNShape>
          </bpmndi:BPMNPlane>
        </bpmndi:BPMNDiagram>
      </bpmn:definitions>
      """;

  private NewModel() {}

  static byte[] of(String processKey, String name) {
    if (processKey.length() > LONGEST_ID || !ID.matcher(processKey).matches()) {
      throw Failure.badInput("desk", "process-id", "value", processKey, "max", LONGEST_ID);
    }
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw Failure.badInput("desk", "process-name", "max", LONGEST_NAME);
    }
    return FILE.formatted(processKey, escaped(name)).getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
