package onestop.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Models that try to run something, made of a clean one and one change each. What they would run
 * makes a {@link Canary}, writes a file, or fetches from an address.
 */
public final class HostileModels {
  private static final Path CLEAN = Path.of("bpmn/civil-status/birth_registration.bpmn");
  private static final String MAKE = "''.getClass().forName('onestop.engine.Canary').newInstance()";
  private static final String EXPRESSION = "${" + MAKE + "}";
  private static final String CLASS = "onestop.engine.Canary";

  private final Path file;
  private final String site;
  private final Map<String, byte[]> models = new LinkedHashMap<>();

  private HostileModels(Path file, String site) {
    this.file = file;
    this.site = site;
  }

  /** All of them by name; they would write {@code file} or fetch below {@code site}. */
  public static Map<String, byte[]> all(Path file, String site) {
    HostileModels hostile = new HostileModels(file, site);
    hostile.tasks();
    hostile.otherTasks();
    hostile.listeners();
    hostile.forms();
    hostile.expressions();
    hostile.events();
    hostile.documents();
    return hostile.models;
  }

  public static String clean() {
    try {
      return Files.readString(CLEAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The clean model with one more step, the first that a dossier comes to. */
  static String withFirstStep(String model, String step) {
    String flow = "<bpmn:sequenceFlow id=\"flow_start_work_to_join_work\"";
    return replace(
        model
            .replace(
                "sourceRef=\"start_work\" targetRef=\"join_work\"",
                "sourceRef=\"start_work\" targetRef=\"probe_step\"")
            .replace("<bpmn:incoming>flow_start_work_to_join_work</bpmn:incoming>", ""),
        flow,
        step
            + "<bpmn:sequenceFlow id=\"flow_probe\" sourceRef=\"probe_step\""
            + " targetRef=\"join_work\"/>"
            + flow);
  }

  public static String replace(String model, String from, String to) {
    if (!model.contains(from)) {
      throw new IllegalArgumentException("the clean model has no " + from);
    }
    int at = model.indexOf(from);
    return model.substring(0, at) + to + model.substring(at + from.length());
  }

  private void put(String name, UnaryOperator<String> change) {
    String model =
        replace(
            clean(),
            "<bpmn:definitions ",
            "<bpmn:definitions xmlns:activiti=\"http://activiti.org/bpmn\" ");
    String changed = change.apply(name.contains("activiti") ? model : clean());
    if (changed.equals(clean())) {
      throw new IllegalArgumentException(name + " changes nothing");
    }
    models.put(name, changed.getBytes(StandardCharsets.UTF_8));
  }

  private void step(String name, String kind, String attributes, String content) {
    put(
        name,
        model ->
            withFirstStep(
                model,
                "<bpmn:%s id=\"probe_step\" %s>%s</bpmn:%s>"
                    .formatted(kind, attributes, content, kind)));
  }

  private static String extended(String content) {
    return "<bpmn:extensionElements>" + content + "</bpmn:extensionElements>";
  }

  private String shell(String prefix) {
    return extended(
        "<%s:field name=\"command\" stringValue=\"touch\"/><%s:field name=\"arg1\" stringValue=\"%s\"/>"
            .formatted(prefix, prefix, file));
  }

  private void tasks() {
    step(
        "shell in the activiti namespace",
        "serviceTask",
        "activiti:type=\"shell\"",
        shell("activiti"));
    step("shell", "serviceTask", "camunda:type=\"shell\"", shell("camunda"));
    step(
        "shell beside the announcement, activiti",
        "serviceTask",
        "camunda:delegateExpression=\"${announce}\" activiti:type=\"shell\"",
        shell("activiti"));
    put(
        "shell under the usual prefix bound to activiti",
        model ->
            withFirstStep(
                model.replace(
                    "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"",
                    "xmlns:camunda=\"http://activiti.org/bpmn\""),
                "<bpmn:serviceTask id=\"probe_step\" camunda:type=\"shell\">"
                    + shell("camunda")
                    + "</bpmn:serviceTask>"));
    step(
        "mail",
        "serviceTask",
        "camunda:type=\"mail\"",
        extended("<camunda:field name=\"to\" stringValue=\"a@b\"/>"));
    step("class", "serviceTask", "camunda:class=\"" + CLASS + "\"", "");
    step("class in the activiti namespace", "serviceTask", "activiti:class=\"" + CLASS + "\"", "");
    step("expression", "serviceTask", "camunda:expression=\"" + EXPRESSION + "\"", "");
    step("activiti expression", "serviceTask", "activiti:expression=\"" + EXPRESSION + "\"", "");
    step(
        "delegate expression",
        "serviceTask",
        "camunda:delegateExpression=\"" + EXPRESSION + "\"",
        "");
    step(
        "deferred expression", "serviceTask", "camunda:delegateExpression=\"#{" + MAKE + "}\"", "");
    step(
        "expression in character references",
        "serviceTask",
        "camunda:delegateExpression=\"&#36;&#123;" + MAKE + "}\"",
        "");
    step("external task", "serviceTask", "camunda:type=\"external\" camunda:topic=\"x\"", "");
    step(
        "connector",
        "serviceTask",
        "",
        extended(
            "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"));
  }

  private void otherTasks() {
    for (String language : new String[] {"groovy", "javascript", "juel", "python"}) {
      step(
          "script task in " + language,
          "scriptTask",
          "scriptFormat=\"" + language + "\"",
          "<bpmn:script>" + EXPRESSION + "</bpmn:script>");
    }
    step(
        "script from a resource",
        "scriptTask",
        "scriptFormat=\"juel\" camunda:resource=\"" + site + "/script\"",
        "");
    step("send task", "sendTask", "camunda:class=\"" + CLASS + "\"", "");
    step("business rule task", "businessRuleTask", "camunda:class=\"" + CLASS + "\"", "");
    step("decision", "businessRuleTask", "camunda:decisionRef=\"decide\"", "");
    step("call activity", "callActivity", "calledElement=\"" + EXPRESSION + "\"", "");
    step(
        "variable mapping of a call activity",
        "callActivity",
        "calledElement=\"apology_letter\" camunda:variableMappingClass=\"" + CLASS + "\"",
        "");
    step(
        "manual task",
        "manualTask",
        "",
        extended("<camunda:executionListener event=\"start\" class=\"" + CLASS + "\"/>"));
    step(
        "asynchronous step",
        "serviceTask",
        "camunda:delegateExpression=\"${announce}\" camunda:asyncBefore=\"true\"",
        "");
  }

  private void listeners() {
    Map<String, String> kinds =
        Map.of(
            "class", "class=\"" + CLASS + "\"",
            "expression", "expression=\"" + EXPRESSION + "\"",
            "delegate", "delegateExpression=\"" + EXPRESSION + "\"");
    kinds.forEach(
        (name, how) -> {
          for (String prefix : new String[] {"camunda", "activiti"}) {
            String listener = "<" + prefix + ":executionListener event=\"start\" " + how + "/>";
            put(
                prefix + " listener by " + name + " at the start",
                model ->
                    replace(
                        model,
                        "name=\"Tiếp nhận hồ sơ\">",
                        "name=\"Tiếp nhận hồ sơ\">" + extended(listener)));
          }
        });
    put(
        "listener of the process",
        model ->
            replace(
                model,
                "isExecutable=\"true\">",
                "isExecutable=\"true\">"
                    + extended(
                        "<camunda:executionListener event=\"start\" class=\"" + CLASS + "\"/>")));
    put(
        "script as a listener of a flow",
        model ->
            replace(
                model,
                "sourceRef=\"start_work\" targetRef=\"join_work\" />",
                "sourceRef=\"start_work\" targetRef=\"join_work\">"
                    + extended(
                        "<camunda:executionListener><camunda:script scriptFormat=\"juel\">"
                            + EXPRESSION
                            + "</camunda:script></camunda:executionListener>")
                    + "</bpmn:sequenceFlow>"));
    for (String prefix : new String[] {"camunda", "activiti"}) {
      put(
          prefix + " listener of a user task",
          model ->
              replace(
                  model,
                  "<camunda:properties>",
                  "<"
                      + prefix
                      + ":taskListener event=\"create\" class=\""
                      + CLASS
                      + "\"/><camunda:properties>"));
    }
    put(
        "listener of a user task's time-out",
        model ->
            replace(
                model,
                "<camunda:properties>",
                "<camunda:taskListener event=\"timeout\" id=\"t\" class=\""
                    + CLASS
                    + "\"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration>"
                    + "</bpmn:timerEventDefinition></camunda:taskListener><camunda:properties>"));
    for (String value :
        new String[] {
          EXPRESSION, "<camunda:script scriptFormat=\"juel\">" + EXPRESSION + "</camunda:script>"
        }) {
      put(
          "input mapping " + (value.startsWith("<") ? "by a script" : "by an expression"),
          model ->
              replace(
                  model,
                  "<camunda:properties>",
                  "<camunda:inputOutput><camunda:inputParameter name=\"a\">"
                      + value
                      + "</camunda:inputParameter></camunda:inputOutput><camunda:properties>"));
    }
  }

  private void forms() {
    put(
        "form handler made while the file is read",
        model ->
            replace(
                model,
                "id=\"receive_dossier\"",
                "id=\"receive_dossier\" camunda:formHandlerClass=\"" + CLASS + "\""));
    put(
        "activiti form handler of a user task",
        model ->
            replace(
                model,
                "id=\"appraise_dossier\"",
                "id=\"appraise_dossier\" activiti:formHandlerClass=\"" + CLASS + "\""));
    put(
        "form field with a validator",
        model ->
            replace(
                model,
                "<camunda:properties>",
                "<camunda:formData><camunda:formField id=\"a\" type=\"string\"><camunda:validation>"
                    + "<camunda:constraint name=\"validator\" config=\""
                    + CLASS
                    + "\"/></camunda:validation></camunda:formField></camunda:formData><camunda:properties>"));
  }

  private void expressions() {
    for (String attribute :
        new String[] {"assignee", "candidateUsers", "dueDate", "priority", "followUpDate"}) {
      put(
          "expression as " + attribute,
          model ->
              replace(
                  model,
                  "id=\"appraise_dossier\"",
                  "id=\"appraise_dossier\" camunda:" + attribute + "=\"" + EXPRESSION + "\""));
    }
    put(
        "expression as a role",
        model -> replace(model, "\"specialist\"", "\"" + EXPRESSION + "\""));
    put("expression as a name", model -> replace(model, "Kiểm tra, ghi sổ hộ tịch", EXPRESSION));
    put(
        "expression as a condition",
        model -> replace(model, "${outcome == 'supplement'}", EXPRESSION));
    put(
        "expression behind the known one",
        model ->
            replace(
                model, "${outcome == 'supplement'}", "${outcome == 'supplement'}" + EXPRESSION));
    put("expression as a cycle", model -> replace(model, "${sla.nextMark(execution)}", EXPRESSION));
    put(
        "message named by an expression",
        model -> replace(model, "name=\"withdrawal_requested\"", "name=\"" + EXPRESSION + "\""));
    put(
        "condition in another language",
        model ->
            replace(
                model,
                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">",
                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" language=\"groovy\">"));
    put(
        "condition from a resource",
        model ->
            replace(
                model,
                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">",
                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" language=\"juel\""
                    + " camunda:resource=\""
                    + site
                    + "/condition\">"));
    put(
        "expression as a priority of jobs",
        model ->
            replace(
                model,
                "isExecutable=\"true\"",
                "isExecutable=\"true\" camunda:jobPriority=\"" + EXPRESSION + "\""));
    put(
        "several instances over an expression",
        model ->
            replace(
                model,
                "<bpmn:outgoing>flow_appraise_dossier_to_choose_finding</bpmn:outgoing>",
                "<bpmn:outgoing>flow_appraise_dossier_to_choose_finding</bpmn:outgoing>"
                    + "<bpmn:multiInstanceLoopCharacteristics camunda:collection=\""
                    + EXPRESSION
                    + "\"/>"));
  }

  private void events() {
    String start = "name=\"Tiếp nhận hồ sơ\">";
    put(
        "start on a message named by an expression",
        model ->
            replace(
                    model,
                    "<bpmn:message id=\"withdrawal_message\"",
                    "<bpmn:message id=\"m\" name=\""
                        + EXPRESSION
                        + "\"/><bpmn:message id=\"withdrawal_message\"")
                .replace(
                    "</bpmn:outgoing>\n    </bpmn:startEvent>",
                    "</bpmn:outgoing><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>"));
    put(
        "conditional event",
        model ->
            replace(
                model,
                "<bpmn:messageEventDefinition id=\"hear_withdrawal\" messageRef=\"withdrawal_message\" />",
                "<bpmn:conditionalEventDefinition><bpmn:condition xsi:type=\"bpmn:tFormalExpression\">"
                    + EXPRESSION
                    + "</bpmn:condition></bpmn:conditionalEventDefinition>"));
    put(
        "initiator and form key",
        model ->
            replace(
                model, start, "name=\"Tiếp nhận hồ sơ\" camunda:formKey=\"" + EXPRESSION + "\">"));
    step(
        "throw event with a class",
        "intermediateThrowEvent",
        "",
        "<bpmn:messageEventDefinition camunda:class=\"" + CLASS + "\"/>");
    put(
        "end event with a class",
        model ->
            replace(
                model,
                "<bpmn:incoming>flow_record_refusal_to_end_refused</bpmn:incoming>",
                "<bpmn:incoming>flow_record_refusal_to_end_refused</bpmn:incoming>"
                    + "<bpmn:messageEventDefinition camunda:class=\""
                    + CLASS
                    + "\"/>"));
    put(
        "event sub-process with a script",
        model ->
            replace(
                model,
                "</bpmn:process>",
                "<bpmn:subProcess id=\"watch_all\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"at_once\">"
                    + "<bpmn:timerEventDefinition><bpmn:timeDuration>PT0S</bpmn:timeDuration>"
                    + "</bpmn:timerEventDefinition></bpmn:startEvent></bpmn:subProcess></bpmn:process>"));
  }

  private void documents() {
    put(
        "import of a web service",
        model ->
            replace(
                model,
                "<bpmn:message ",
                "<bpmn:import importType=\"http://schemas.xmlsoap.org/wsdl/\" location=\""
                    + site
                    + "/wsdl\" namespace=\"urn:x\"/><bpmn:message "));
    put(
        "schema from elsewhere",
        model ->
            replace(
                model,
                " id=\"define_",
                " xsi:schemaLocation=\"urn:x " + site + "/x.xsd\" id=\"define_"));
    put(
        "schema for no namespace from elsewhere",
        model ->
            replace(
                model,
                " id=\"define_",
                " xsi:noNamespaceSchemaLocation=\"" + site + "/y.xsd\" id=\"define_"));
    put(
        "schema of an extension from elsewhere",
        model ->
            replace(
                model,
                "<camunda:properties>",
                "<x:y xmlns:x=\"urn:x\" xsi:schemaLocation=\"urn:x "
                    + site
                    + "/z.xsd\"/><camunda:properties>"));
    String head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    put(
        "external document type",
        model ->
            replace(
                model, head, head + "<!DOCTYPE bpmn:definitions SYSTEM \"" + site + "/d.dtd\">"));
    put(
        "external entity",
        model ->
            replace(model, head, head + "<!DOCTYPE d [<!ENTITY e SYSTEM \"" + site + "/e\">]>")
                .replace("Đăng ký khai sinh", "&e;"));
    put(
        "external parameter entity",
        model ->
            replace(
                model, head, head + "<!DOCTYPE d [<!ENTITY % e SYSTEM \"" + site + "/p\">%e;]>"));
    put(
        "entities that grow",
        model ->
            replace(
                    model,
                    head,
                    head + "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>")
                .replace("Đăng ký khai sinh", "&b;"));
    put(
        "inclusion",
        model ->
            replace(
                model,
                "<camunda:properties>",
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\""
                    + site
                    + "/i\"/><camunda:properties>"));
    models.put(
        "shell in UTF-16, activiti",
        new String(models.get("shell in the activiti namespace"), StandardCharsets.UTF_8)
            .replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")
            .getBytes(StandardCharsets.UTF_16));
  }
}
