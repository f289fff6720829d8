package onestop.engine.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A model made from a seed: user tasks one after another, beside each other, on one of two ways,
 * and within sub-processes that have the timer of the legal clock or wait for a message.
 */
final class MadeModel {
  private static final int DEEPEST = 3;

  private final Random random;
  private final String key;
  private final StringBuilder elements = new StringBuilder();
  private final List<String> messages = new ArrayList<>();
  private int count;

  MadeModel(int seed) {
    this.random = new Random(seed);
    this.key = "made_" + seed;
  }

  String key() {
    return key;
  }

  /** The messages that an instance may wait for; known once {@link #bpmn} was called. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  String bpmn() {
    Part all = scope(subProcess(0), 0);
    StringBuilder declared = new StringBuilder();
    for (String message : messages) {
      declared.append("<bpmn:message id='%s_id' name='%s'/>".formatted(message, message));
    }
    return """
    <bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL'
      xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='onestop'>
    %s<bpmn:process id='%s' isExecutable='true'>%s</bpmn:process></bpmn:definitions>
    """
        .formatted(declared, key, elements.append(all.text()));
  }

  /** Where a part begins and ends; what has been written so far stands in {@code text}. */
  private record Part(String first, String last, String text) {}

  private Part scope(Part inside, int depth) {
    String start = id("start");
    String end = id("end");
    return new Part(
        start,
        end,
        "<bpmn:startEvent id='%s'/><bpmn:endEvent id='%s'/>".formatted(start, end)
            + inside.text()
            + flow(start, inside.first())
            + flow(inside.last(), end));
  }

  private Part part(int depth) {
    int kind = depth >= DEEPEST ? 0 : random.nextInt(6);
    return switch (kind) {
      case 1 -> sequence(depth);
      case 2, 3 -> parallel(depth);
      case 4 -> subProcess(depth);
      case 5 -> choice(depth);
      default -> task("done");
    };
  }

  private Part task(String outcomes) {
    String id = id("task");
    return new Part(
        id,
        id,
        """
        <bpmn:userTask id='%s' name='%s' camunda:candidateGroups='specialist'>
        <bpmn:extensionElements><camunda:properties>
        <camunda:property name='agency' value='%s'/><camunda:property name='outcomes' value='%s'/>
        </camunda:properties></bpmn:extensionElements></bpmn:userTask>
        """
            .formatted(id, id, random.nextBoolean() ? "resolving" : "receiving", outcomes));
  }

  private Part sequence(int depth) {
    Part one = part(depth + 1);
    Part two = part(depth + 1);
    return new Part(
        one.first(), two.last(), one.text() + two.text() + flow(one.last(), two.first()));
  }

  private Part parallel(int depth) {
    String fork = id("fork");
    String join = id("join");
    StringBuilder text = new StringBuilder();
    text.append(
        "<bpmn:parallelGateway id='%s'/><bpmn:parallelGateway id='%s'/>".formatted(fork, join));
    for (int way = 0; way < 2 + random.nextInt(2); way++) {
      Part part = part(depth + 1);
      text.append(part.text()).append(flow(fork, part.first())).append(flow(part.last(), join));
    }
    return new Part(fork, join, text.toString());
  }

  private Part choice(int depth) {
    Part asked = task("done, again");
    Part other = part(depth + 1);
    String gate = id("gate");
    String merge = id("merge");
    String usual = id("usual");
    String rare = id("rare");
    return new Part(
        asked.first(),
        merge,
        asked.text()
            + other.text()
            + "<bpmn:exclusiveGateway id='%s' default='%s'/><bpmn:exclusiveGateway id='%s'/>"
                .formatted(gate, usual, merge)
            + "<bpmn:sequenceFlow id='%s' sourceRef='%s' targetRef='%s'/>"
                .formatted(usual, gate, merge)
            + ("<bpmn:sequenceFlow id='%s' sourceRef='%s' targetRef='%s'><bpmn:conditionExpression>"
                    + "${outcome == 'again'}</bpmn:conditionExpression></bpmn:sequenceFlow>")
                .formatted(rare, gate, other.first())
            + flow(asked.last(), gate)
            + flow(other.last(), merge));
  }

  private Part subProcess(int depth) {
    String id = id("sub");
    StringBuilder text = new StringBuilder();
    text.append(
        "<bpmn:subProcess id='%s'>%s</bpmn:subProcess>"
            .formatted(id, scope(part(depth + 1), depth + 1).text()));
    if (depth == 0 || random.nextInt(3) == 0) {
      text.append(
          boundary(
              id,
              " cancelActivity='false'",
              "<bpmn:timerEventDefinition><bpmn:timeCycle>${sla.nextMark(execution)}"
                  + "</bpmn:timeCycle></bpmn:timerEventDefinition>"));
    }
    if (random.nextBoolean()) {
      String message = key + "_message_" + messages.size();
      messages.add(message);
      text.append(
          boundary(id, "", "<bpmn:messageEventDefinition messageRef='%s_id'/>".formatted(message)));
    }
    return new Part(id, id, text.toString());
  }

  private String boundary(String around, String how, String definition) {
    String id = id("boundary");
    String end = id("end");
    return "<bpmn:boundaryEvent id='%s' attachedToRef='%s'%s>%s</bpmn:boundaryEvent>"
            .formatted(id, around, how, definition)
        + "<bpmn:endEvent id='%s'/>".formatted(end)
        + flow(id, end);
  }

  private String flow(String from, String to) {
    return "<bpmn:sequenceFlow id='%s' sourceRef='%s' targetRef='%s'/>"
        .formatted(id("flow"), from, to);
  }

  private String id(String kind) {
    return kind + "_" + count++;
  }
}
