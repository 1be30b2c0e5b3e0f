"""First names by the gender they are given to, to tell people from firms and "he" from "she".

Common first names of many languages, lower case, with and without diacritics, from general
knowledge; no list of particular people. A name given to both is left out, or stands in both lists.
"""

from __future__ import annotations


def _names(block: str) -> frozenset[str]:
    return frozenset(block.split())


FIRST_NAMES_MALE = _names(
    """
    aamir aaron abbas abdel abdelaziz abdelfattah abdelkader abdou abdul abdulaziz abdullah
    abdulrahman abebe abhijit abiy achim adam adel aditya adnan adolfo adrian agustin ahmad ahmed
    ahmet akhil akira akshay alain alan alasdair alastair albert albrecht aldo alejandro alejo
    aleksander aleksandr aleksei alessandro alex alexander alexandre alexandru alexei alexey alfonso
    alfred alfredo alhaji ali alistair allen alois alvaro alyosha amadou amar amir amit anand
    anatoliy anatoly anders andre andreas andrei andrej andrew andrey andries andrii andriy andrzej
    andy angus anil anselm ansgar anthony antoine anton antonio antony anwar apostolos archie
    aristide arjun arkady armand armando armin arne arno arnold arsene artem arthur arturo arvind
    asad asger ashok ashraf asif aslan athanasios atiku augusto aurelien austin axel ayman aziz azmi
    babak baptiste barack barnaby barry bartosz bashar bashir bassem bastien bayo bekir bela ben
    benedikt benito benjamin benny benoit benoît berkay bernard bernie bertrand bhupesh bikram bilal
    bill billy bjarne bjorn björn blaise blaz bob bobby bogdan bohdan boniface boris borut brad
    brandon branko brendan brent brett brian bruce bruno bryan bulent burak byron calvin cameron
    carl carlo carlos casper cem cesar charles charlie chidi chike chinedu chris christer christian
    christoffer christoph christophe christopher christos chuck chukwuemeka ciaran claes clarence
    claude claudio clay clemens cliff clint colin connor conrad constantin corey cornelis cosmin
    costas craig cristian cristiano cristobal curt curtis cyril cyrille dagfinn daigo dale damian
    damien dan daniel daniele danil danilo danjuma danny danylo darius dariusz darnell darren dave
    david davide dawid dean declan deepak demba dennis denys derek derrick deshawn desmond detlef
    devendra dick didier diego dieter dilip dimitar dimitri dimitrios dimitris dirk djibril dmitri
    dmitry dmytro domenico domingo dominic don donald donatas donnacha doug douglas dov dragan
    dragos driss duncan dusan dustin dwight dylan dzmitry eamon earl ebrahim eckart ed eddie edgar
    edgars edmund edmundo edoardo eduardo edward edwin efrain egil eirik eitan elias elijah elio
    eliseo elliot elliott ellis eloy emanuel emeka emerson emil emile emilio emin emir emmanuel
    emmett emre enda engin enoch enrique enzo eoin ephraim ercan erdem erez erhan eric erich erik
    erin erkki erlend ernest ernesto ernst erwin esteban ethan etienne eugen eugene eugenio evan
    evgeny ezequiel ezra fabio fadi fahad faisal farhad farid farouk faruk fedor felipe felix femi
    ferdinand fergus fernand fernando fidel filip filippo firas florian forrest francesc francesco
    francis francisc francisco francois frank frankie frans franz françois fred frederic frederick
    frederik friedrich fritz frédéric fumio fyodor gabe gabor gabriel gaetano gamal ganesh gareth
    garrett garry gary gaston gautam gavin gene geoff geoffery geoffrey georg george georges georgi
    georgios gerald gerard gerardo gerd gerhard gerhardt gerrit gert ghassan ghulam giacomo gianluca
    gianni gideon gilbert gilberto giles gilles gintaras giorgio giorgos giovanni girish giuseppe
    glen glenn godfrey gopal goran gordon gottfried grady graeme graham grant greg gregor gregory
    grigory grzegorz guido guilherme guillaume guillermo gunnar gunter gunther gustaf gustav gustavo
    guy günter habib hafiz hage haim hakan hakeem hakim hakon halil hamad hamid hamza hank hannes
    hannu hans harald hari haris harish harlan harold harris harry harsh haruto harvey hasan hashim
    hassan hatem hector heikki heiko heiner heinz helmut hendrik henri henrik henry herbert heribert
    herman hernan hernán hideki hiroshi hisham holger honore horacio horst hosni howard hrvoje hugh
    hugo humberto husain husam hussein héctor ian ibrahim ibrahima idris ignacio ignatius igor igors
    ihor ilham ilias iliya ilkka ilya imad imran inder ioannis ionut iqbal irakli irving isaac
    isaiah isak ishaan ishmael ismael ismail issa istvan ivan ivo iván iyad jaako jaap jabbar
    jabulani jacek jacinto jack jackson jaco jacob jacques jagannath jagmeet jaime jair jake jakob
    jakub jalal jamal james jamie jan janez janis janos jared jari jaroslav jaroslaw jarosław jason
    jasper javad javed javier jawad jay jayant jean jeb jed jedrzej jeff jeffrey jens jeremy
    jermaine jeroen jerome jerry jesper jesse jesus jibril jim jimmy jiri jiří joachim joakim joao
    joaquin joaquín jochen joe joel joerg joeri johan johann john johnny jon jonah jonas jonathan
    jonny joost jorg jorge joris joschka jose josef josep joseph josh joshua josiah josé jovan jozef
    juan jules julian julio juma jurgen jussi justin józef jörg jürgen kaan kabir kacper kais kaito
    kamal kamil karan kareem karel karim karl karol kasper katsuya kazim kazuo keiko keir keith
    kemal ken kenji kenneth kent kevin kevork khaled khalid khalifa khalil khurram kieran kiril kirk
    kiyoshi klaus klemens koffi kofi koji konrad konstantin konstantinos kostas kris krishna
    kristian kristof kristoffer krzysztof kumar kunal kurban kurt kwame kyle kyriakos lachlan laith
    lamar lamine lance larry lars lasse laszlo laurens laurent laurentiu lauri lawrence lech lee
    leif len lennart leo leon leonard leonardo leonid leopold leopoldo leroy lester leszek levan
    lewis liam lindsey linus lionel ljubomir lloyd logan lorenz lorenzo lothar louis lowell luc luca
    lucas lucian luciano lucien ludovic ludwig luigi luis lukas lukasz luke luther lutz lyle lászló
    maarten maciej maciek madhav mads magnus mahathir mahdi mahesh mahinda mahmoud maik majid makoto
    malcolm malcom malik mamadou mamoun mandla manfred manish manmohan manoj manolis mansour manuel
    marat marc marcel marcelino marcelo marcin marco marcos marcus marek mariano mario marius mark
    markku marko markus maroun marshall martijn martin martins marty marvin marwan masoud massimo
    mateo mateusz mathew mathias mathieu matias mats matt matteo matthew matthias matti mattia
    matías maurice mauricio mauro max maxence maxim maxime mazen mbongeni medhat mehmet mel melvin
    menachem mendel merrill metin micah michael michal michał michel michiel mick miguel mihai
    mihail mikael mike mikhail mikheil miklos milan miles milo milorad milos miloš milton minoru
    miroslav mirza mitch mitchel mitchell mitsuru moeen mohamad mohamed mohammad mohammed mohamud
    mohan mohsen moises moisés momcilo monty mordechai morgan moritz morten moses moshe moussa
    mubarak muhammad muhammadu muhsin mukesh munir murat murray murtaza musa mustafa mustapha
    mykhailo mykola myles naeem nagesh naguib naim najib nangolo narendra nasser nate nathan
    nathaniel naveen nawaf nawaz nayib ndaba necmettin ned neil nelson nestor nicholas nick nico
    nicolae nicolas nicolás niels nigel nikhil nikita niklas nikola nikolai nikolaos nikolas nikolay
    nilesh nils nir nitin nkosana noah noel nolan norbert norman nuri néstor obinna octavio oddvar
    ofer oktay olaf olav ole oleg oleksandr oleksii oleksiy oliver olivier olle olli olumide omar
    ondrej oren orlando orville osama oscar oskar osman osvaldo oswald otto oumar ousmane owen ozgur
    paavo pablo pankaj panos paolo pascal paschal pasquale patrice patrick patrik paul paulo pavel
    pavol pawan pawel paweł pedro pekka percy petar pete peter petr petro petros petteri phil philip
    philippe phillip phumzile pierre pieter pieterjan pio piotr poul prabhakar prakash pranab
    praveen predrag preston przemyslaw qasim quentin quincy radek radomir radoslaw radosław rafael
    rafał rafik rahim rahul raimund rainer raj rajat rajeev rajendra rajesh rajiv rakesh ralph
    ramesh rami ramin ramiz ramon ramzan ramzi randall randy ranil rashid rasmus raul ravi ray
    raymond recep reed refik reggie reginald reijo reinhard reinhold remi remigiusz renato renaud
    rene rené reza rhys ricard ricardo riccardo richard richárd rick rikard rishi ritchie ritesh rob
    robbert robert roberto robin rocco rod roderick rodger rodney rodolfo rodrigo roel rogelio roger
    rohan rohit rokas roland rolando rolf romain roman romano ron ronald ronan ronny roope rory
    roscoe ross rostislav rowland roy ruairi ruben rubén rudolf rudy rufus rui rupert ruslan russ
    russell rustam ryan rémi saad sadiq saeed sajid sakari salah saleh salem salih salim salman
    salvador salvatore sam sameer sami samir sammy samson samu samuel sandeep sandor sandro sanjay
    sanjeev santiago santosh satoshi satya saul sayed scott sean sebastiaan sebastian sebastiao
    sebastien sebastião selahattin selim serdar serge sergei sergey sergio serhii serhiy servaas
    seth shahid shahzad shakil shane shankar sharif shaun shigeru shimon shinji shinzo shlomo shyam
    sibusiso siddharth siddiq sidney siegfried sigmar sigurd siim silvan silvano silvestre silvio
    simeon simon sinan sindre sipho siyabonga slavko slawomir slobodan solomon soren spencer srdjan
    stan stanislas stanislav stanislaw stanley stavros stefan stefano steffen sten stephane stephen
    steve steven stewart stian stig stjepan stuart subhash sudhir sukhbir sulaiman suleiman suleyman
    sunil suresh sushil svein sven svend sverre syd sylvain sándor sébastien søren süleyman tadao
    tadeusz takashi talal taleb tamas tamer tancredi tanel taner tapio taras tarek tariq taro tayyab
    tayyip ted teddy teemu tendai teodor terje tero terrell terrence terry teun thabiso thabo
    thaddeus theo theodor theodore theodoros thibault thierry thijs thilo thomas thomaz thorsten
    théo tibor tigran tihomir tijjani tilman tim timo timothy timur tinashe tito tobias toby todd
    todor tom tomas tomasz tomaz tomaž tomislav tommy tomáš tony torbjørn tord torsten toru toshio
    travis trent trevor trond tunde tuomas tyler tyrone ulf ulrich ulrik umar umberto umer urho
    uriel usman uwe vaclav vadim valentin valentín valerio valeriy valery varun vasco vasil vasily
    vassilis vasyl vaughn veli venkat vern vernon vicente victor vidar vijay vikas vikram viktor
    viktoras vilem ville vilém vinay vince vincent vinod vishal vitali vitaly vito vittorio vivek
    vlad vladimir vladimír vladislav vojislav vojtech vojtěch voldemars voldemārs volkan volker
    volodymyr vuk vyacheslav waldemar waleed walid wallace walter warren wassim wayne wenceslas
    wendell werner wesley wiktor wilbur wiley wilfred wilhelm will willem william willie willis wim
    winfried winston witold wojciech wole wolfgang woody wouter włodzimierz xavi xavier xi yahya
    yair yanis yann yannick yannis yaroslav yaser yash yasin yasser yavuz yehuda yevgeny yevhen
    yiannis yigal yitzhak yoav yohannes yonatan yorgos yosef yoshihide yoshiro yossi yousef youssef
    yunus yuri yusuf yusuke yves zach zachary zaheer zaid zakaria zamir zane zdenek zdeněk zeev zeke
    zeljko zenon ziad zine zlatan zlatko zoltan zoltán zoran zsolt zubair zygmunt étienne łukasz
    željko
    """
)
FIRST_NAMES_FEMALE = _names(
    """
    aaliyah abeba abena abigail ada adelaide adele adelina adriana adrienne afua agata agnes
    agnieszka aicha aida aileen aine aino aisha ajla akane akiko alana alba aleksandra alena
    alessandra alessia alexa alexandra alexia aliaksandra alice alicia alina alison allison alma
    almudena alya alyssa amal amalia amalie amanda amani amara amber amelia amelie amie amina amira
    amrita amy amélie ana anabel anahit anais ananya anastasia anaïs andrea andree andreea andrée
    anette angela angelica angelika angelina angelique angie angélica aniela anika aniko anita anja
    ann anna annabel annabelle annalena annamaria anne anneke anneli anneliese annelise annemarie
    annemieke annette annie annika anniken annina anouar anouk antje antoinette antonella antonia
    antonina anushka aoife apinya april araceli arantxa ariadne ariana arlene arlette ashlee ashley
    asma asmaa assia asta astrid asuncion asunción aude audra audrey aurelia aurelie aurore aurélie
    ayako ayelet ayesha ayla aynur azadeh aziza bahar bahia barbara barbel barbro basma beata beate
    beatrice beatriz becky begona begoña belen belinda bella belén benedetta bente berit bernadette
    bernadine berta bertha beth bettina betty beverly bianca bibi birgit blanca blanche bodil bonnie
    bozena bożena branka brenda brianna bridget brigid brigitte britta brittany brittney brooke
    bruna brunhilde bärbel calista camila camille candace candice carina carla carlota carly carmela
    carmen carol carola carole carolina caroline carolyn carrie cassandra cassidy catarina caterina
    catharina catherine cathy catriona cecile cecilia cecilie celia celine charlene charlize
    charlotte chelsea cheryl chiamaka chiara chikako chimamanda chloe chloé christa christel
    christen christiane christianna christina christine chrystia ciara cindy cinzia claire clara
    clarice clarissa claudette claudia claudine clemence clementine clotilde clémence colleen
    concepcion concepción condoleezza connie constance cora coralie cordelia corina corinne cosima
    courtney cristiane cristina crystal cynthia cécile céline dafne dagmar dagny daisy dalia dalila
    dana danica daniela daniella danielle danuta daphne daria dariga darya dawn debbie debora
    deborah debra deirdre delcy delia delphine denisa denise desiree despina devi diana diane dianne
    dilma dina dinah dolores dominique donna dora doreen doria doris dorota dorothea dorothy dorte
    dragana dunja ebba ebru edda edith edna edwina eeva efua eileen eilidh eirini ekaterina elaine
    elbieta elda eleanor eleanora elena eleni eleonora eleonore elif elina elisa elisabeth
    elisabetta elise elisha elizabeth elizaveta elke ella elle ellen ellie elly elma elodie eloise
    elsa elspeth elvira elzbieta elżbieta emel emilia emilie emily emine emma emmanuelle enrica
    erica erika ersilia esin esma esmeralda esperanza estella estelle esther ethel etsuko eugenia
    eugenie eulalia eunice eva evangelia eve eveline evelyn evita ewa fabiana fabienne fadila faiza
    fanny farah farida fatima fatimah fatma fatou fatoumata federica felicia felicity fernanda
    filippa filiz fiona fiorella flavia flora florence franca frances francesca francine francoise
    franziska françoise freda frederica frederikke freya frida friederike gabriela gabrielle gaia
    gail galina genevieve geneviève gennifer georgette georgia georgina geraldine gerda germaine
    gertrude ghada gianna gillian gina ginevra ginny giorgia giovanna gisele giselle gitta gitte
    giulia giuliana giulietta giuseppina gladys glenda gloria gloriana golnaz gosia grace grainne
    grazia graziella greetje greta gretchen gráinne guadalupe gudrun guillermina gulnara gulsen gwen
    gwendolyn gwyneth gülşen habiba hadiza hadley hafize hafsa halima halina halle hana hanan hanane
    hande hanna hannah hanne hanneke harriet haruka hatice hawa hayley haylie heather hedda hedwig
    hege heidi heike heini hela heleen helen helena helene helga helia helle hend henriette henrike
    hermine herta hilary hilda hilde hildegard hillary hind hira hiroko holly honora hope hortense
    huma hélia hélène ibtisam ida idil ilana ilaria ildiko ildikó ilhan ilka ilona ilse iman imane
    imelda imke imogen ines inez inga inge ingeborg ingrid ingrida inmaculada inès inês ioana
    iolanda ione irena irene irina iris irma irène isabel isabelita isabella isabelle isadora isha
    ishbel isla ismene itziar ivana ivanka iveta ivona ivy iwona izabela jacinda jacinta jackeline
    jackie jacqueline jacquelyn jacqui jada jadwiga jamila jana jane janelle janet janette jania
    janice janina janneke jantje jasmin jasmina jasmine jaswinder jaya jayne jeanette jeanine jeanne
    jeannette jeannie jelena jelka jemima jenna jenni jennie jennifer jenny jeong jerusha jessica
    jette jill jillian jitka jo joan joana joann joanna joanne jocelyn jodi joelle johanna jolanda
    jolanta jolene joni jorunn josefa josefina josephine josette josie joséphine jovana joy joyce
    joëlle juanita judit judith judy julia juliana juliane julianna julie juliet julieta juliette
    julija june justina justine justyna jutta kaat kaitlin kaitlyn kaja kalpana kamala kamila kara
    karen karien karima karin karina karla karolina karoline karren kasey kasia katalin katarina
    katarzyna katarína kate katelyn katerina kateryna kateřina katharina kathe katherine kathleen
    kathrin kathryn kathy katie katinka katja katka katrin katrina katya kavita kayla kayleigh
    kazimiera kazuko keira kelli kellie kelly kellyanne kelsey kendall kendra kenza kerry kerstin
    kezia khadija khadijah khloe kiera kiersten kim kimberly kiran kirsi kirsteen kirsten kirstie
    kirstin kirstine kjersti klara klaudia kornelia krista kristen kristi kristin kristina krisztina
    krystal krystyna ksenia kumiko kylie kyriaki käthe lacey laetitia laila lakshmi lale lamia lara
    larisa larissa latifa latoya laura lauren laurence laurene laurie laurène lavinia layla lea leah
    leann leanne lee-ann leela leena leigh leila lena leni lenka leonie leonor leonora lesley leslie
    leticia letitia letizia lia liana libby lidia lidija liesbeth liesel liisa lila lili lilian
    liliana liliane lilli lillian lily lina linda lindsay linn linnea lisa lissa liudmila liv livia
    liz liza ljiljana ljubica lois lola loreen lorena loretta lori lorie lorna lorraine lotta lotte
    lottie loubna louisa louise luana luanne lucia luciana lucie lucienne lucila lucinda lucretia
    lucy lucía ludmila ludmilla luisa luise luisella luljeta lulu lusine luz lydia lydie lyn lynda
    lyndsey lynette lynn lynne lyudmila léa léonie maarit maartje mabel macarena mackenzie madalena
    maddalena maddie madeleine madeline madison maeve magali magda magdalena magdalene maggie
    magnhild maha mahnaz maia maike maja makiko malala malena malgorzata malia malika malin mallory
    manal mandy manon manuela mara marcela marceline marcella marcelle marcia marcy maren marga
    margaret margareta margarete margaretha margarida margarita margaux marge margherita margie
    margit margot margrethe margriet marguerite maria mariam mariama marian mariana mariangela
    marianne maribel marie marieke mariela mariella mariely marija marijana marika mariko marilena
    marilou marilyn marin marina marine marion marisa marisol marissa marit marita marja marjan
    marjolein marjorie marketa markéta marla marlena marlene marlies marlo marlène marsha marta
    martha marthe martina martine maruska maruška marwa mary maryam maryann maryanne marzena masako
    masha mathilda mathilde matilda matilde maud maude maura maureen mavis maxine maya maylis mayra
    małgorzata mechthild meera megan meghan megumi mehbooba mei meike melania melanie melina melinda
    melis melissa meral merav mercedes meredith merete meriam merike merve meryem meryl mette mia
    michaela michele micheline michelle michiko miia mika mikaela milagros mildred milena mileva
    milica mina mindy mira miranda mireille mirela miren miriam mirjam mirjana mischa misha missy
    mitsuko mitzi moira mollie molly mona monica monika monique montserrat morag muriel mwanza mya
    myra myriam myrna myrtle märta mélanie nabila nadege nadezda nadezhda nadia nadine nadira nadja
    nadège naima najat nanci nancy nanette nanna nannette naoko naomi narges narin nasreen nastya
    natacha natalia natalie natalya natasa natascha natasha nataša nathalie nawal nazanin nazli neda
    neelam nelly nena nesrin nette nettie ngozi niamh nicki nicola nicole nicolette nida nihal nikki
    nilufer nina nino ninon nirmala nisha noa noella noelle noemie nomsa nomvula nonna noor nora
    norah noreen norma nour noura noémie nuria nurul nwando núria odette odile ofelia oksana
    oleksandra olena olesya olga olivia olwen olympe oona ophelia ophelie ophélie oralia orianne
    orla orlaith orly ornella orsolya ottilie oumou ozge ozlem padma paige paloma pam pamela paola
    paolina parisa parvati pascale patricia patrizia patsy patti patty paula paulette pauliina
    paulina pauline peggy penelope penny perla pernille petra petronella petroula phoebe phyllida
    phyllis pia piedad pieternel pilar pinar piper polina polly pooja poppy pratibha preeti priscila
    priscilla priti priya priyanka puja quynh rabia rachel rachelle rachida radka rafaela ragnhild
    raisa raissa rajni ramona rana randi rania raphaelle raphaëlle raquel rasha rashida raya razia
    reba rebecca rebeka reem regina regine reiko reina reka renata renate renee renske renée reshma
    rhea rhiannon rhonda rica rikke rima rina risa rita riya roanne roberta rochelle rocio rocío
    roisin romana romina romy rona ronit roos rosa rosalia rosalie rosalina rosalind rosanna rose
    roseanne roseline rosella rosemary rosetta rosina rosita roslyn roswitha rowena roxanne roya
    roza rozalia rubina rukmini rute ruth ruthie ruzica ružica réka róisín saara saba sabah sabina
    sabine sabra sabria sabrina sachiko sadia sadie safia sahar saida saima saira sajda sakina
    salima sally salma saloma salome salwa samah samantha samara samia samina samira sanae sandhya
    sandra sandrine sangeeta sanja sanjida sanna sanne saoirse saori sapna sara sarah sari sarika
    sasha saskia satu savannah sawsan sayaka scarlett seema selena selin selma semra senait senka
    serap seren serena serenella setsuko sevda severine sevgi sevim shabana shadia shahla shaima
    shaista shakira shalini shamima shanna shannon shantel shari sharmila sharon sharonda shauna
    shawna shazia shefali sheila shelagh shelley shenaz sheree sherri sherrie sherry sheryl shilpa
    shiori shira shirin shirley shobha shreya shukria sian sibel sibylle sidonie sienna sigourney
    sigrid sigrun silke silvana silvia silvija simona simone simonetta sinead sinéad siobhan siobhán
    sirpa sissel siv sivan siân sladjana slavica smita smriti snezana snežana sofia soile solange
    soledad solveig sonali sondra sonia sonja sonya sophia sophie sophy soraya soumaya stacey stacie
    stacy stana stefania stefanie steffi stella stephania stephanie stephany stéphanie sue sujata
    sukhjit suman sumaya sunita suparna susan susana susann susannah susanne sushma susi suzana
    suzanne suzette suzy svenja svetla svetlana swati sybil sylvia synne synnøve szilvia séverine
    tabatha tabitha taina takako tala talia tamar tamara tamika tammy tamra tania tansu tanya tara
    tarja tatiana tatjana tawakkol tegan telma teresa teresita terezia terhi terri terézia tess
    tessa thandeka thandi thea thelma theodora theresa therese thuy thérèse tiana tiffany tiina
    tilda tilly tina tine tirza titia toini tomoko toni tonje tonya tori torill torunn tova tove
    tracey tracy trina trine trish trisha trudi trudy tsitsi tuija tuula tyra tânia ulla ulrica
    ulrike unni ursula urszula urvashi uschi usha vaiva valentina valentine valeria valerie valerija
    valeriya valeska valérie vanessa vania vanya vasiliki vasundhara veerle velma venla vera verane
    verena veronica vesna vibeke vicki vickie vicky victoire victoria vidya vigdis vijaya vilma
    vinita viola violet violeta violetta violette virginia virginie viridiana viv viveka vivian
    viviana vivien vivienne vlasta vérane wafa wahida waltraud wanda wanja wanjiku warda wendy
    whitney whoopi wibke wiebke wilhelmina willa wilma winifred winnie winona xenia ximena xiomara
    yael yaffa yamina yara yasemin yasmin yasmina yasmine yelena yeliz yesenia yevgenia ylenia ylva
    yoko yolanda yolande yoshiko youmna yuki yukiko yuko yulia yuliia yuliya yumi yvette yvonne zaha
    zahra zainab zaira zakia zara zdenka zdravka zehra zeina zelda zena zeynep zhanna zhenya zina
    zinaida zita zlata zoe zofia zohra zoja zola zooey zora zoë zsofia zsuzsa zsuzsanna zsófia
    zuleika zuleyha zulfiya zuzana élodie émilie özge özlem
    """
)
