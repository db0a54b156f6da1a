// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.DriftRules;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Link;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.mesh.RemovalRules;
import dev.weft.model.mesh.TopicSettings;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaDocument;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeshCompilerTest {

  private static final ProductName ORDERS = new ProductName("shop", "orders");
  private static final PortName PORT = new PortName(ORDERS, "placed", 1);
  private static final ApplicationName WRITER = new ApplicationName("shop", "till");
  private static final ApplicationName READER = new ApplicationName("billing", "invoices");
  private static final Location GRANT = new Location("domains/shop/orders/access/g.yaml", 1, 1);
  private static final Location LINK = new Location("mesh.yaml", 9, 5);

  private final List<Product> products = new ArrayList<>();
  private final List<Grant> grants = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final SortedMap<ApplicationName, Application> applications = new TreeMap<>();
  private final SortedSet<ProductName> brokenProducts = new TreeSet<>();
  private final SortedSet<ApplicationName> brokenApplications = new TreeSet<>();
  private boolean adopt;
  private List<String> clusters = List.of("onprem");
  private PortSchema schema = schema("domains/shop/orders/schemas/placed.avsc", "shop.Placed");

  private static PortSchema schema(String file, String name, SchemaDocument... references) {
    List<SchemaDocument.Use> uses =
        List.of(references).stream()
            .map(each -> new SchemaDocument.Use(each.name(), each.file()))
            .toList();
    return new PortSchema(
        document(file, SchemaFormat.AVRO, name, uses), name, List.of(references), List.of());
  }

  private static SchemaDocument document(
      String file, SchemaFormat format, String name, List<SchemaDocument.Use> uses) {
    return new SchemaDocument(file, format, name, "{ " + name + " }", name, uses);
  }

  private Port port(PortName name, Product.Status status) {
    return new Port(
        name,
        status,
        null,
        null,
        new TopicSettings(
            "shop.orders." + name.port() + ".v" + name.major(),
            6,
            (short) 3,
            new TreeMap<>(Map.of("retention.ms", "5")),
            adopt,
            new TreeMap<>()),
        schema,
        new Port.Key("string", null),
        Port.Compatibility.BACKWARD,
        Port.Classification.INTERNAL,
        List.of(),
        new Port.Sla(null, null, null),
        new Port.Access(Port.Approval.OWNER, List.of(), null),
        clusters,
        List.of(),
        new Location("domains/shop/orders/product.yaml", 8, 5));
  }

  private void product(@Nullable ApplicationName producer, Port... ports) {
    products.add(
        new Product(
            ORDERS,
            "Orders",
            Product.Type.SOURCE_ALIGNED,
            Product.Status.ACTIVE,
            "shop-team",
            List.of(),
            "",
            List.of(),
            List.of(),
            producer,
            List.of(ports),
            new Location("domains/shop/orders/product.yaml", 1, 1)));
  }

  private void application(ApplicationName name, Map<String, Double> quota) {
    applications.put(
        name,
        new Application(
            name,
            "team",
            Application.Type.OAUTH,
            "User:" + name.clientId(),
            new TreeMap<>(quota),
            new Location("domains/" + name.domain() + "/applications/a.yaml", 1, 1)));
  }

  private void application(ApplicationName name, Application.Type type, String principal) {
    applications.put(
        name,
        new Application(
            name,
            "team",
            type,
            principal,
            new TreeMap<>(),
            new Location("domains/" + name.domain() + "/applications/a.yaml", 1, 1)));
  }

  private void grant(Grant.State state) {
    grants.add(
        new Grant("g", ORDERS, READER, List.of(PORT), state, "analytics", "why", null, GRANT));
  }

  private Compilation compile() {
    SortedMap<String, Cluster> all = new TreeMap<>();
    all.put("onprem", new Cluster("onprem", "id"));
    all.put("cloud", new Cluster("cloud", null));
    return MeshCompiler.compile(
        new EnvironmentMesh(
            "mesh",
            "prod",
            all,
            "onprem",
            links,
            Budget.DEFAULT,
            RemovalRules.DEFAULT,
            DriftRules.DEFAULT,
            applications,
            products,
            grants,
            new EnvironmentMesh.Quarantine(brokenProducts, brokenApplications)));
  }

  private static Desired wanted(DesiredState desired, ResourceKey key) {
    return Objects.requireNonNull(desired.resources().get(key), key.text());
  }

  private static List<String> bindings(DesiredState desired) {
    var lines = new ArrayList<String>();
    for (Desired each : desired.resources().values()) {
      if (each instanceof Desired.Acls acls) {
        acls.acls()
            .forEach((acl, _) -> lines.add(acls.key().text() + " " + acl + " / " + acls.owner()));
      }
    }
    return lines;
  }

  @Test
  void compilesPortToTopicAndSchema() {
    product(WRITER, port(PORT, Product.Status.ACTIVE));

    DesiredState desired = compile().desired();

    var topic =
        (Desired.Topic) wanted(desired, new ResourceKey.Topic("onprem", "shop.orders.placed.v1"));
    assertThat(topic.partitions()).isEqualTo(6);
    assertThat(topic.replication()).isEqualTo((short) 3);
    assertThat(topic.config()).isEqualTo(Map.of("retention.ms", "5"));
    assertThat(topic.keyed()).isTrue();
    assertThat(topic.owner()).isEqualTo(Owner.of(ORDERS));
    assertThat(topic.locations()).containsKey("name");
    assertThat(desired.resources())
        .containsKey(new ResourceKey.Artifact("shop", "shop.orders.placed.v1-value"));
  }

  @Test
  void derivesRightsOfProducersAndConsumers() {
    application(WRITER, Map.of());
    application(READER, Map.of());
    product(WRITER, port(PORT, Product.Status.DEPRECATED));
    grant(Grant.State.ACTIVE);

    DesiredState desired = compile().desired();

    assertThat(bindings(desired))
        .containsExactly(
            "onprem/acl/GROUP/PREFIXED/billing.invoices. allow READ to User:billing.invoices /"
                + " application:billing/invoices",
            "onprem/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow READ to User:billing.invoices /"
                + " product:shop/orders",
            "onprem/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow DESCRIBE to"
                + " User:billing.invoices / product:shop/orders",
            "onprem/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow WRITE to User:shop.till /"
                + " product:shop/orders",
            "onprem/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow DESCRIBE to User:shop.till /"
                + " product:shop/orders",
            "onprem/acl/TRANSACTIONAL_ID/PREFIXED/shop.till. allow WRITE to User:shop.till /"
                + " application:shop/till",
            "onprem/acl/TRANSACTIONAL_ID/PREFIXED/shop.till. allow DESCRIBE to User:shop.till /"
                + " application:shop/till");
    var topic =
        (Desired.Acls)
            wanted(
                desired,
                new AclSet(
                    "onprem", AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, "shop.orders.placed.v1"));
    assertThat(topic.acls().get(Acl.allow("User:billing.invoices", Operation.READ)))
        .containsExactly(GRANT);
  }

  @Test
  void givesRightsOnlyForActiveGrants() {
    application(READER, Map.of());
    product(null, port(PORT, Product.Status.ACTIVE));
    for (Grant.State state : Grant.State.values()) {
      if (state != Grant.State.ACTIVE) {
        grant(state);
      }
    }

    assertThat(bindings(compile().desired())).isEmpty();
  }

  @Test
  void wantsNoTopicOfRetiredPortsAndRemembersThem() {
    application(READER, Map.of());
    product(WRITER, port(PORT, Product.Status.RETIRED));
    grant(Grant.State.ACTIVE);

    DesiredState desired = compile().desired();

    assertThat(desired.resources().keySet())
        .containsExactly(new ResourceKey.Client("billing.invoices"));
    assertThat(desired.retired())
        .isEqualTo(Set.of(new ResourceKey.Topic("onprem", "shop.orders.placed.v1")));
  }

  @Test
  void givesEveryOauthApplicationAClientNamedAsItsPrincipal() {
    application(READER, Application.Type.OAUTH, "User:old-invoices");
    application(WRITER, Application.Type.MTLS, "User:CN=till");

    Compilation compilation = compile();

    assertThat(compilation.desired().resources().values())
        .singleElement()
        .isInstanceOfSatisfying(
            Desired.Client.class,
            client -> {
              assertThat(client.key()).isEqualTo(new ResourceKey.Client("old-invoices"));
              assertThat(client.owner()).isEqualTo(Owner.of(READER));
            });
    assertThat(compilation.diagnostics()).isEmpty();
  }

  @Test
  void refusesAnOauthApplicationThatIsNoUser() {
    application(READER, Application.Type.OAUTH, "Group:invoices");

    assertThat(compile().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly("client/not-a-user");
  }

  @Test
  void limitsApplicationsWhereTheyProduceOrConsume() {
    application(WRITER, Map.of("producer_byte_rate", 10.0));
    application(READER, Map.of("consumer_byte_rate", 10.0));
    product(WRITER, port(PORT, Product.Status.ACTIVE));

    assertThat(compile().desired().resources())
        .containsKey(new ResourceKey.Quota("onprem", "shop.till"))
        .doesNotContainKey(new ResourceKey.Quota("onprem", "billing.invoices"));
  }

  @Test
  void compilesDocumentsThatAreReferredTo() {
    SchemaDocument money =
        document(
            "domains/finance/ledger/schemas/money.avsc", SchemaFormat.AVRO, "fin.Money", List.of());
    schema = schema("domains/shop/orders/schemas/placed.avsc", "shop.Placed", money);
    product(WRITER, port(PORT, Product.Status.ACTIVE));

    DesiredState desired = compile().desired();

    var key = new ResourceKey.Artifact("finance", "fin.Money");
    assertThat(wanted(desired, key).owner())
        .isEqualTo(new Owner(Owner.Kind.PRODUCT, "finance", "ledger"));
    var value =
        (Desired.Schema)
            wanted(desired, new ResourceKey.Artifact("shop", "shop.orders.placed.v1-value"));
    assertThat(value.references()).containsExactly(new Desired.Schema.Reference("fin.Money", key));
  }

  @Test
  void namesProtobufDocumentsByTheirPath() {
    SchemaDocument money =
        document(
            "domains/finance/ledger/schemas/money.proto",
            SchemaFormat.PROTOBUF,
            "domains/finance/ledger/schemas/money.proto",
            List.of());
    schema =
        new PortSchema(
            document(
                "domains/shop/orders/schemas/placed.proto",
                SchemaFormat.PROTOBUF,
                "domains/shop/orders/schemas/placed.proto",
                List.of(new SchemaDocument.Use("../money.proto", money.file()))),
            "Placed",
            List.of(money),
            List.of());
    product(WRITER, port(PORT, Product.Status.ACTIVE));

    assertThat(compile().desired().resources())
        .containsKey(new ResourceKey.Artifact("finance", "ledger.schemas.money.proto"));
  }

  @Test
  void mirrorsToTheOtherClusters() {
    clusters = List.of("onprem", "cloud");
    links.add(new Link("to-cloud", "onprem", "cloud", "User:link", LINK));
    application(WRITER, Map.of());
    application(READER, Map.of());
    product(WRITER, port(PORT, Product.Status.ACTIVE));
    grant(Grant.State.ACTIVE);

    DesiredState desired = compile().desired();

    var key = new ResourceKey.Mirror("cloud", "shop.orders.placed.v1");
    assertThat(wanted(desired, key))
        .isEqualTo(
            new Desired.Mirror(
                key,
                Owner.of(ORDERS),
                "to-cloud",
                "onprem",
                "User:link",
                new Location("domains/shop/orders/product.yaml", 8, 5)));
    assertThat(wanted(desired, key.target()))
        .isInstanceOfSatisfying(
            Desired.Topic.class,
            topic -> {
              assertThat(topic.partitions()).isEqualTo(6);
              assertThat(topic.config()).containsEntry("retention.ms", "5");
            });
    assertThat(bindings(desired))
        .filteredOn(line -> line.startsWith("cloud/"))
        .containsExactly(
            "cloud/acl/GROUP/PREFIXED/billing.invoices. allow READ to User:billing.invoices"
                + " / application:billing/invoices",
            "cloud/acl/GROUP/PREFIXED/billing.invoices. allow READ to User:link"
                + " / application:billing/invoices",
            "cloud/acl/GROUP/PREFIXED/billing.invoices. allow DESCRIBE to User:link"
                + " / application:billing/invoices",
            "cloud/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow READ to User:billing.invoices"
                + " / product:shop/orders",
            "cloud/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow DESCRIBE to User:billing.invoices"
                + " / product:shop/orders",
            "cloud/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow READ to User:link"
                + " / product:shop/orders",
            "cloud/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow WRITE to User:link"
                + " / product:shop/orders",
            "cloud/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow DESCRIBE to User:link"
                + " / product:shop/orders");
    assertThat(bindings(desired))
        .filteredOn(line -> line.startsWith("onprem/") && line.contains("User:link"))
        .containsExactly(
            "onprem/acl/GROUP/PREFIXED/billing.invoices. allow DESCRIBE to User:link"
                + " / application:billing/invoices",
            "onprem/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow READ to User:link"
                + " / product:shop/orders",
            "onprem/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow DESCRIBE to User:link"
                + " / product:shop/orders",
            "onprem/acl/TOPIC/LITERAL/shop.orders.placed.v1 allow DESCRIBE_CONFIGS to User:link"
                + " / product:shop/orders");
  }

  @Test
  void leavesTheRightsOfALinkToOthersThatNamesNoPrincipal() {
    clusters = List.of("onprem", "cloud");
    links.add(new Link("to-cloud", "onprem", "cloud", null, LINK));
    application(WRITER, Map.of());
    application(READER, Map.of());
    product(WRITER, port(PORT, Product.Status.ACTIVE));
    grant(Grant.State.ACTIVE);

    assertThat(bindings(compile().desired()))
        .filteredOn(line -> line.startsWith("cloud/"))
        .hasSize(3)
        .allMatch(line -> line.contains(" to User:billing.invoices "));
  }

  @Test
  void reportsPortsThatNoLinkReaches() {
    clusters = List.of("onprem", "cloud");
    product(WRITER, port(PORT, Product.Status.ACTIVE));

    Compilation compilation = compile();

    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::rule, Diagnostic::severity)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("link/missing", Severity.ERROR));
    assertThat(compilation.desired().resources())
        .doesNotContainKey(new ResourceKey.Topic("cloud", "shop.orders.placed.v1"));
  }

  @Test
  void reportsPortsWithoutCluster() {
    clusters = List.of("elsewhere");
    product(WRITER, port(PORT, Product.Status.ACTIVE));

    assertThat(compile().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly("port/no-cluster");
  }

  @Test
  void reportsTopicThatTwoPortsWant() {
    product(WRITER, port(PORT, Product.Status.ACTIVE), port(PORT, Product.Status.ACTIVE));

    assertThat(compile().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly("resource/wanted-twice");
  }

  @Test
  void quarantinesOwnersAndPrincipals() {
    brokenProducts.add(ORDERS);
    brokenApplications.add(READER);

    DesiredState desired = compile().desired();

    assertThat(desired.quarantine()).containsExactlyInAnyOrder(Owner.of(ORDERS), Owner.of(READER));
    assertThat(desired.quarantinedPrincipals()).containsExactly("User:billing.invoices");
  }

  @Test
  void carriesAdoptionToEverythingOfThePort() {
    adopt = true;
    application(WRITER, Map.of());
    product(WRITER, port(PORT, Product.Status.ACTIVE));

    assertThat(compile().desired().resources().values())
        .allSatisfy(desired ->
            assertThat(
                    switch (desired) {
                      case Desired.Topic topic -> topic.adopt();
                      case Desired.Acls acls -> acls.adopt();
                      case Desired.Schema of -> of.adopt();
                      case Desired.Quota _,
                          Desired.Client _,
                          Desired.ScramUser _,
                          Desired.Mirror _ ->
                          true;
                    })
                .isTrue());
  }

  @Test
  void doesNotDependOnTheOrderOfManifests() {
    application(WRITER, Map.of("producer_byte_rate", 10.0));
    application(READER, Map.of());
    product(WRITER, port(PORT, Product.Status.ACTIVE));
    product(WRITER, port(new PortName(ORDERS, "paid", 1), Product.Status.ACTIVE));
    grant(Grant.State.ACTIVE);
    Compilation forwards = compile();
    Collections.reverse(products);

    assertThat(compile()).isEqualTo(forwards);
  }
}
