package onestop.engine.tree;

import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;

/**
 * The texts of a deployed model that recur in the trees of its processes: the ids and names of its
 * elements, and the ids that the engine has given to it.
 */
@Component
public class ModelTexts {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  private final StoredTexts texts;

  ModelTexts(StoredTexts texts) {
    this.texts = texts;
  }

  /** Gives numbers to the texts of a model that the engine has accepted. */
  public void learn(ProcessDefinition model, byte[] bpmn, ManagementService management) {
    Set<String> found = new TreeSet<>();
    found.add(model.getId());
    found.add(model.getKey());
    found.add(model.getDeploymentId());
    for (JobDefinition job :
        management.createJobDefinitionQuery().processDefinitionId(model.getId()).list()) {
      found.add(job.getId());
    }
    try {
      collect(bpmn, found);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the engine accepted what is no XML", e);
    }
    texts.learn(found);
  }

  private static void collect(byte[] bpmn, Set<String> found) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bpmn));
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT
          && BPMN.equals(reader.getNamespaceURI())) {
        for (String attribute : new String[] {"id", "name"}) {
          String value = reader.getAttributeValue(null, attribute);
          if (value != null && !value.isEmpty()) {
            found.add(value);
          }
        }
      }
    }
  }
}
